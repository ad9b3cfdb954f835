package dev.fairlead.testbed

import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider
import software.amazon.awssdk.regions.Region
import software.amazon.awssdk.services.s3.presigner.S3Presigner
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** The connection itself: names, many at once, and ends. */
class FrontSpec extends Specification {
  @Shared @AutoCleanup Testbed testbed = Testbed.start()

  def setupSpec() {
    testbed.s3().createBucket('east', 'us-east-1')
    testbed.s3().put('east', 'k', 'hello'.bytes)
  }

  def setup() {
    testbed.s3().log().clear()
  }

  def "a bucket may be named in the host"() {
    given:
    def port = testbed.s3().endpoint().port
    def url = presignVirtualHosted(URI.create("http://localhost:$port"))

    when:
    def answer = new Socket(InetAddress.loopbackAddress, port).withCloseable { socket ->
      socket.outputStream << """GET $url.rawPath?$url.rawQuery HTTP/1.1\r
Host: $url.authority\r
Connection: close\r
\r
"""
      socket.inputStream.text
    }

    then:
    url.host == 'east.localhost'
    answer.startsWith('HTTP/1.1 200 ')
    answer.endsWith('hello')
    testbed.s3().requests('east')*.key() == ['k']
  }

  def "many clients at once are all answered and all counted"() {
    given:
    def url = Clients.presignGet(testbed.s3().endpoint(), 'east', 'k')

    when:
    def statuses = Executors.newVirtualThreadPerTaskExecutor().withCloseable { threads ->
      threads.invokeAll((1..300).collect { { -> Clients.get(url).statusCode() } as Callable })*.get()
    }

    then:
    statuses.toSet() == [200] as Set
    testbed.s3().log().count('GET') == 300
  }

  def "closing lets go of a client that hangs"() {
    given:
    def own = Testbed.start()
    def upstream = own.upstream()
    upstream.fail(new Fault.SlowDrip(1, Duration.ofMinutes(1)))
    def socket = new Socket(InetAddress.loopbackAddress, upstream.endpoint().port)
    socket.soTimeout = 5000
    socket.outputStream << 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
    socket.inputStream.read()

    when:
    own.close()

    then:
    endOf(socket)

    cleanup:
    socket.close()
  }

  def "a port that is taken is told, and nothing is left running"() {
    when:
    Testbed.start(0, testbed.s3().endpoint().port)

    then:
    def failure = thrown(TestbedException)
    failure.message.contains("${testbed.s3().endpoint().port}")
  }

  private static boolean endOf(Socket socket) {
    try {
      return socket.inputStream.readAllBytes().length == 0
    } catch (SocketTimeoutException _) {
      return false
    } catch (SocketException _) {
      return true // a reset is an end too
    }
  }

  private static URI presignVirtualHosted(URI endpoint) {
    S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(Clients.KEY))
        .build()
        .withCloseable {
          it.presignGetObject { r ->
            r.signatureDuration(Duration.ofMinutes(5)).getObjectRequest { g -> g.bucket('east').key('k') }
          }.url().toURI()
        }
  }
}
