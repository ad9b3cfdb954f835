package dev.fairlead.app.http

import dev.fairlead.app.Answer
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.app.secrets.SecretScan
import dev.fairlead.testbed.Blob
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.RecordedRequest
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.Testbed
import dev.fairlead.testbed.UpstreamStandIn
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** Public images of a registry that wants a token from everybody, on their way into the bucket and out of it. */
@Timeout(60)
class RegistryTokenSpec extends Specification {
  static final LAYER = 'a public layer'.bytes
  static final HEX = Blob.of(LAYER).digest() - 'sha256:'
  static final NEEDED = '/v2/fedora/fedora/blobs/sha256%3A'
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared UpstreamStandIn registry = testbed.upstream()
  @Shared @AutoCleanup ServiceFixture server = start()
  def conditions = new PollingConditions(timeout: 20)

  ServiceFixture start() {
    testbed.s3().createBucket('kept', 'us-east-1')
    registry.serve('/token') { RecordedRequest asked ->
      asked.target() == '/token?scope=repository%3Afedora%2Ffedora%3Apull&service=stand-in' && asked.header('Authorization').empty
          ? Reply.of("""{"token": "${SecretScan.PLANTED}", "expires_in": 300}""".bytes) : Reply.status(403)
    }
    ServiceFixture.start("""
fairlead:
  server: { host: 127.0.0.1 }
  object-store: { endpoint: "${testbed.s3().endpoint()}", absent-ttl: 10ms }
  upstream: { breaker-failures: 1000 }
  mounts:
    oci:
      strategy: rpm
      match: { prefix: /v2 }
      access: public
      pass-through: { to: "${registry.endpoint()}/v2" }
      settings: { bucket: kept, region: us-east-1, layout: oci, allowed-prefixes: [fedora/fedora] }
""")
  }

  def cleanup() {
    registry.healAll()
  }

  /** What the registry gives who has the token. */
  void serves(String hex, Closure<Reply> opened) {
    registry.serve(NEEDED + hex) { RecordedRequest asked ->
      asked.header('Authorization') == Optional.of("Bearer ${SecretScan.PLANTED}".toString())
          ? opened(asked)
          : Reply.status(401).with('WWW-Authenticate', "Bearer realm=\"${registry.endpoint()}/token\",service=\"stand-in\",scope=\"repository:*:*\"")
    }
  }

  Answer ask(String hex, Map<String, String> fields = [:]) {
    server.get("/v2/fedora/fedora/blobs/sha256:$hex", fields)
  }

  def "a public layer is kept, and saves the pull once the registry collected it, and once it is dead"() {
    given:
    serves(HEX) { Reply.of(LAYER) }

    expect:
    ask(HEX).location == "${registry.endpoint()}$NEEDED$HEX"
    conditions.eventually {
      assert testbed.s3().get('kept', "cache/oci/blobs/sha256/$HEX").get() == LAYER
    }
    registry.requests('/token').size() == 1

    when:
    serves(HEX) { Reply.status(404) }

    then:
    conditions.eventually {
      def location = ask(HEX).location
      assert location.startsWith("${testbed.s3().endpoint()}/kept/")
      assert TwoRegistries.download(location) == LAYER
    }

    when:
    registry.fail(new Fault.Reset())

    then:
    ask(HEX).location.startsWith("${testbed.s3().endpoint()}/kept/")
  }

  def "an image that the anonymous token doesn't open is the client's own business, whatever it sends: #status"() {
    given:
    def hex = String.format('%064d', status)
    testbed.s3().put('kept', "cache/oci/blobs/sha256/$hex", LAYER)
    serves(hex) { Reply.status(status) }

    expect:
    ask(hex, [Authorization: 'Bearer hunter2']).location == "${registry.endpoint()}$NEEDED$hex"
    registry.requests(NEEDED + hex).every { !it.header('Authorization').orElse('').contains('hunter2') }

    where:
    status << [401, 403]
  }
}
