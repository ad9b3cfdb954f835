package dev.fairlead.app.report

import dev.fairlead.app.aws.FakeClock
import dev.fairlead.app.host.Redacted
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Settings
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import java.util.zip.GZIPInputStream
import com.sun.net.httpserver.HttpServer
import org.slf4j.LoggerFactory
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class SentryReportsSpec extends Specification {
  static final LOG = LoggerFactory.getLogger('dev.fairlead.app.host.WorkQueue')
  static final SECRET = 'https://b.example/k?X-Amz-Signature=5ec2e7&X-Amz-Credential=AKIA'
  List<String> received = new CopyOnWriteArrayList<>()
  FakeClock clock = new FakeClock()
  HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
  SentryReports reports

  def setup() {
    server.createContext('/') { exchange ->
      def body = exchange.requestBody.bytes
      def zipped = exchange.requestHeaders.getFirst('Content-Encoding') == 'gzip'
      received << new String(zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).bytes : body)
      exchange.sendResponseHeaders(200, -1)
      exchange.close()
    }
    server.start()
  }

  def cleanup() {
    reports?.close()
    server.stop(0)
  }

  String dsn() { "http://key@127.0.0.1:$server.address.port/1" }

  void start(Map settings, Map<String, String> environment) {
    reports = SentryReports.start(Settings.of('fairlead.sentry', settings), environment, clock, Redacted.&text)
  }

  static void fail(String url = SECRET, Throwable root = new IOException("Bearer t0k3n")) {
    LOG.warn('mount {}: background work failed at {}', 'm', url, new IllegalStateException("no answer from $url", root))
  }

  def "an error that is logged arrives, without secrets, with its environment"() {
    given:
    start([:], [SENTRY_DSN: dsn(), CKI_DEPLOYMENT_ENVIRONMENT: 'staging'])

    when:
    fail()

    then:
    new PollingConditions(timeout: 10).eventually {
      assert received.size() == 1
    }
    with(received.first()) {
      contains('IllegalStateException') && contains('no answer from') && contains('background work failed')
      contains('"environment":"staging"')
      ['5ec2e7', 'AKIA', 't0k3n'].every { secret -> !contains(secret) }
    }
  }

  def "of one error from one source there is one event in a minute, whatever the URL"() {
    given:
    start([dsn: dsn()], [:])

    when:
    100.times { fail("https://mirror.example/$it") }
    fail(SECRET, new ArithmeticException())
    clock.now += Duration.ofMinutes(1)
    fail()
    reports.close()

    then:
    received.size() == 3
  }

  def "without a DSN, and for what is no error, nothing is sent"() {
    given:
    start(settings, [:])

    when:
    LOG.warn('only words')
    settings ?: fail()
    reports.close()

    then:
    received.empty

    where:
    settings << [[:], [dsn: 'http://key@127.0.0.1:9/1']]
  }

  def "what is no DSN stops the start-up, and isn't quoted"() {
    when:
    start([dsn: dsn], [:])

    then:
    def e = thrown(ConfigurationException)
    e.message == "fairlead.sentry.dsn: is no DSN; copy it from the project's client keys at Sentry"

    where:
    dsn << ['sentry.example', 'https://sentry.example/1', 'https://key@sentry.example/x']
  }
}
