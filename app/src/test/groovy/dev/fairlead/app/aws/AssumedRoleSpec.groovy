package dev.fairlead.app.aws

import static dev.fairlead.spi.Doubt.*

import ch.qos.logback.classic.Logger
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.core.read.ListAppender
import com.sun.net.httpserver.HttpExchange
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.spi.Presigned
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger
import org.slf4j.LoggerFactory
import software.amazon.awssdk.core.exception.SdkClientException
import spock.lang.AutoCleanup

class AssumedRoleSpec extends StoresSpecification {
  static final String ROLE = 'arn:aws:iam::123456789012:role/reader'

  @AutoCleanup
  S3Stub sts = new S3Stub()
  List<String> forms = [].asSynchronized()
  AtomicInteger issued = new AtomicInteger()
  ListAppender<ILoggingEvent> log = new ListAppender<>()

  def setup() {
    log.start()
    logger().addAppender(log)
    stsWorks()
  }

  def cleanup() {
    logger().detachAppender(log)
  }

  private static Logger logger() {
    (Logger) LoggerFactory.getLogger(CredentialWatch)
  }

  void stsWorks() {
    sts.answer = { HttpExchange exchange ->
      forms << exchange.requestBody.text
      S3Stub.xml(exchange, 200, """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleResult><Credentials>
          <AccessKeyId>ASIA${issued.incrementAndGet()}</AccessKeyId>
          <SecretAccessKey>$FakeSource.SECRET</SecretAccessKey>
          <SessionToken>$FakeSource.TOKEN</SessionToken>
          <Expiration>${clock.now + Duration.ofHours(1)}</Expiration>
        </Credentials></AssumeRoleResult></AssumeRoleResponse>""".toString())
    }
  }

  void stsRefuses(int status) {
    sts.answer = { HttpExchange exchange ->
      S3Stub.xml(exchange, status, """<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code>
        <Message>The canonical string is x-amz-security-token:$FakeSource.TOKEN</Message></Error></ErrorResponse>""".toString())
    }
  }

  Presigned presign(store) {
    store.presign('GET', KEY, false, Duration.ofMinutes(20), within())
  }

  static boolean signedBy(Presigned presigned, String accessKey) {
    ((Presigned.Url) presigned).url().contains("X-Amz-Credential=$accessKey%2F")
  }

  def "a role is assumed with the program's own credentials, in the bucket's region, when it is needed"() {
    given:
    def store = store(['sts-endpoint': sts.url], ROLE)

    expect:
    sts.asked == []

    when:
    def url = presign(store)

    then:
    signedBy(url, 'ASIA1')
    forms[0].contains('Action=AssumeRole')
    forms[0].contains('RoleSessionName=fairlead')
    forms[0].contains('RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Freader')
    sts.authorizations[0].contains('AKIAIOSFODNN7EXAMPLE')
    sts.authorizations[0].contains('/us-east-2/sts/aws4_request')
  }

  def "buckets with one role share its session"() {
    given:
    def stores = stores(['sts-endpoint': sts.url])
    def bucket = { name, role -> stores.open(new Bucket(name, 'us-east-2', Optional.ofNullable(role))) }

    expect:
    signedBy(presign(bucket('a', ROLE)), 'ASIA1')
    signedBy(presign(bucket('b', ROLE)), 'ASIA1')
    signedBy(presign(bucket('c', ROLE + '2')), 'ASIA2')
    signedBy(presign(bucket('d', null)), 'AKIAIOSFODNN7EXAMPLE')
  }

  def "a session is renewed before it ends"() {
    given:
    def store = store(['sts-endpoint': sts.url], ROLE)
    presign(store)

    when:
    clock.advance(Duration.ofMinutes(41))
    def meanwhile = presign(store)
    while (issued.get() < 2 || signedBy(presign(store), 'ASIA1')) {
      Thread.sleep(5)
    }

    then:
    signedBy(meanwhile, 'ASIA1')
    signedBy(presign(store), 'ASIA2')
    issued.get() == 2
  }

  def "with STS down the session serves until it is too short; one warning, without secrets, and one word when it is over"() {
    given:
    def store = store(['sts-endpoint': sts.url], ROLE)
    presign(store)
    stsRefuses(403)

    when:
    def meanwhile = (1..4).collect {
      clock.advance(Duration.ofMinutes(13))
      presign(store)
    }
    clock.advance(Duration.ofMinutes(7))
    def after = (1..3).collect {
      clock.advance(CredentialCache.PAUSE)
      presign(store)
    }

    then:
    meanwhile.every { signedBy(it, 'ASIA1') }
    after.every { it == new Presigned.Unavailable(CREDENTIALS) }
    log.list*.formattedMessage == ["No new credentials of $ROLE: HTTP 403 SignatureDoesNotMatch"]
    !(log.list*.formattedMessage.join() =~ 'token|FwoG')

    when:
    stsWorks()
    clock.advance(CredentialCache.PAUSE)

    then:
    signedBy(presign(store), 'ASIA2')
    log.list*.formattedMessage.last() == "Credentials of $ROLE can be had again"
  }

  def "without credentials of its own the program cannot assume a role"() {
    given:
    source.answer = { throw SdkClientException.create('none') }

    expect:
    presign(store(['sts-endpoint': sts.url], ROLE)) == new Presigned.Unavailable(CREDENTIALS)
    sts.asked == []
  }
}
