package dev.fairlead.app.secrets

import static dev.fairlead.app.SampleRanges.from
import static dev.fairlead.app.secrets.SecretScan.PLANTED

import ch.qos.logback.classic.LoggerContext
import dev.fairlead.app.Answer
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Testbed
import org.slf4j.LoggerFactory
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Secrets in every place of a request; {@link SecretScan} reads along, here as in all specs. */
class SecretScanSpec extends Specification {
  static final QUERY = [
      'Signature', 'Policy', 'Key-Pair-Id', 'X-Amz-Signature', 'X-Amz-Credential', 'X-Amz-Security-Token', 'api_key',
      'image_token', 'token'].collect { "$it=$PLANTED-$it" }.join('&')
  static final FIELDS = [
      Authorization: "Basic $PLANTED", Cookie: "CloudFront-Signature=$PLANTED; CloudFront-Policy=$PLANTED",
      'Proxy-Authorization': "Bearer $PLANTED", 'X-Origin-Verify': "$PLANTED-0123456789", 'X-Amz-Security-Token': PLANTED]
  static final CLIENT = '''client-address:
    source: cloudfront-viewer-address
    secret-header: { name: X-Origin-Verify, value: PLANTED-SECRET-0123456789 }'''
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup ServiceFixture redirecting = ServiceFixture.start(registries.yaml(server: 'access-log: true').replace('access-log: false, ', ''))
  @Shared @AutoCleanup ServiceFixture proxying = ServiceFixture.start(
      registries.yaml(mode: 'proxy').replace('client-address: { source: forwarded, hops: 1 }', CLIENT)
          .replace(registries.build01Cdn.endpoint().toString(), 'http://127.0.0.1:1'))

  def "#method #target tells no secret, by redirect or by proxy"() {
    when:
    def answers = [redirecting, proxying].collect { it.exchange(method, "$target?$query", from('us-west-2') + FIELDS) }

    then:
    answers*.status.every { it > 0 }
    SecretScan.take() == []

    where:
    [method, target, query] << [
        ['GET', 'HEAD', 'PUT'],
        ["/${Blob.KEY}", '/nothing', '/build01/nothing', '/a%2fb', '/../a', 'http://any.example/x', '*'],
        [QUERY, "$QUERY&100%", "%zz&$QUERY", "$QUERY#a", "$QUERY&^`{|}"]].combinations()
  }

  def "the management port tells no secret of #target"() {
    when:
    def answer = redirecting.manage('GET', target)

    then:
    answer.status == status
    SecretScan.take() == []

    where:
    target                                           || status
    explained("https://a.example/x?$QUERY")          || 200
    explained("https://a.example/${Blob.KEY}?$QUERY") || 200
    explained("/x?$QUERY")                           || 400
    explained("https://a.example/x y?$QUERY")        || 400
    explained("https://a.example/%zz?$QUERY")        || 400
    explained("https://a.example/a%2fb?$QUERY")      || 400
    '/mounts'                                        || 200
    '/metrics'                                       || 200
    '/prometheus'                                    || 200
    '/health'                                        || 200
    "/explain?$QUERY"                                || 400
    "/nothing?$QUERY"                                || 404
  }

  def "what is told to a logger is caught, and so is a fault's message"() {
    given:
    def log = LoggerFactory.getLogger('dev.fairlead.thrown.away')

    when:
    log.debug("a {}", "$PLANTED-logged")
    log.info('a fault', new IllegalStateException("X-Amz-Signature=0123456789abcdef"))
    log.warn('key {}', Testbed.SECRET_ACCESS_KEY)
    log.warn('X-Amz-Signature=REDACTED&X-Amz-Credential=REDACTED')

    then:
    SecretScan.take()*.contains('log of dev.fairlead.thrown.away') == [true] * 3
  }

  def "what is told in an answer is caught, but for its Location"() {
    when:
    SecretScan.read(new Answer('HTTP/1.1 400 Bad Request', [['location', PLANTED]], new byte[0]))
    SecretScan.read(new Answer('HTTP/1.1 400 Bad Request', [['x', PLANTED]], new byte[0]))
    SecretScan.read(new Answer('HTTP/1.1 400 Bad Request', [], PLANTED.bytes))
    SecretScan.read(new Answer("HTTP/1.1 400 $PLANTED", [], new byte[0]))

    then:
    SecretScan.take().size() == 3
  }

  def "the SDK, which logs canonical requests at DEBUG, is kept from it: #logger"() {
    expect:
    !(LoggerFactory.ILoggerFactory as LoggerContext).getLogger("${logger}.awssdk.auth.signer").isEnabledForLevel(org.slf4j.event.Level.DEBUG)

    where:
    logger << ['software.amazon', 'io.micronaut']
  }

  private static String explained(String url) {
    "/explain?url=${URLEncoder.encode(url, 'UTF-8')}&ip=192.0.2.1"
  }

  static class Blob {
    static final KEY = dev.fairlead.testbed.Blob.of('a layer that all buckets have').key()
  }
}
