package dev.fairlead.testbed

import static dev.fairlead.testbed.Clients.errorCode
import static dev.fairlead.testbed.Clients.get
import static dev.fairlead.testbed.Clients.presignGet

import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class FaultsSpec extends Specification {
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared URI url

  def setupSpec() {
    testbed.s3().createBucket('east', 'us-east-1')
    testbed.s3().put('east', 'k', ('x' * 100_000).bytes)
    url = presignGet(testbed.s3().endpoint(), 'east', 'k')
  }

  def cleanup() {
    testbed.s3().healAll()
    testbed.s3().log().clear()
  }

  def "an error status is answered until the bucket is healed"() {
    given:
    testbed.s3().fail('east', fault)

    expect:
    get(url).with { [it.statusCode(), errorCode(it)] } == [status, code]

    when:
    testbed.s3().heal('east')

    then:
    get(url).statusCode() == 200

    where:
    fault                 || status | code
    Fault.accessDenied()  || 403    | 'AccessDenied'
    Fault.slowDown()      || 503    | 'SlowDown'
    Fault.internalError() || 500    | 'InternalError'
  }

  def "a fault of one method leaves the others alone"() {
    given:
    testbed.s3().fail('east', 'HEAD', Fault.slowDown())

    expect:
    get(url).statusCode() == 200
    Clients.send('HEAD', url).statusCode() == 503
  }

  def "a fault of one bucket leaves the others alone"() {
    given:
    testbed.s3().fail('west', Fault.slowDown())

    expect:
    get(url).statusCode() == 200
  }

  def "a reset is seen as such and has no status"() {
    given:
    testbed.s3().fail('east', new Fault.Reset())

    when:
    readAll(url)

    then:
    def failure = thrown(SocketException)
    failure.message.contains('reset')
    testbed.s3().requests('east').every { it.status().isEmpty() }
  }

  def "what hangs is answered when healed"() {
    given:
    testbed.s3().fail('east', new Fault.Hang())
    def answer = CompletableFuture.supplyAsync { get(url).statusCode() }

    when:
    answer.get(300, TimeUnit.MILLISECONDS)

    then:
    thrown(TimeoutException)
    testbed.s3().requests('east')*.status() == [OptionalInt.empty()]

    when:
    testbed.s3().healAll()

    then:
    answer.get(5, TimeUnit.SECONDS) == 200
  }

  def "a truncated body ends before its length"() {
    given:
    testbed.s3().fail('east', new Fault.Truncate(10))

    and:
    def connection = url.toURL().openConnection()

    when:
    def content = connection.inputStream.readNBytes(10)
    connection.inputStream.read()

    then:
    thrown(IOException)
    connection.contentLength == 100_000
  }

  def "a slow drip reaches a client in the middle of the head"() {
    given:
    testbed.s3().fail('east', new Fault.SlowDrip(20, Duration.ofMillis(100)))

    when:
    def connection = (HttpURLConnection) url.toURL().openConnection()
    connection.readTimeout = 2000
    def start = System.nanoTime()
    connection.responseCode

    then:
    System.nanoTime() - start > 1_000_000_000L

    cleanup:
    connection.disconnect()
  }

  def "a delay is late but well"() {
    given:
    testbed.s3().fail('east', new Fault.Delay(Duration.ofMillis(400)))

    when:
    def start = System.nanoTime()
    def status = get(url).statusCode()

    then:
    status == 200
    System.nanoTime() - start >= 400_000_000L
  }

  private static byte[] readAll(URI uri) {
    new Socket(InetAddress.loopbackAddress, uri.port).withCloseable { socket ->
      socket.outputStream << "GET ${uri.rawPath}?${uri.rawQuery} HTTP/1.1\r\nHost: ${uri.authority}\r\n\r\n"
      socket.inputStream.readAllBytes()
    }
  }
}
