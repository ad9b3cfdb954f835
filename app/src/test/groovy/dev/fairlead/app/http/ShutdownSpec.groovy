package dev.fairlead.app.http

import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Fault
import java.time.Duration
import java.util.concurrent.CompletableFuture
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class ShutdownSpec extends Specification {
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @AutoCleanup(quiet = true) HttpConnection connection

  def cleanup() {
    registries.appCiCdn.healAll()
  }

  ServiceFixture startWithGrace(String grace) {
    registries.appCiCdn.serve('/slow', 'slow'.bytes)
    ServiceFixture.start(registries.yaml(mode: 'proxy', server: "shutdown-grace: $grace"))
  }

  void begin(ServiceFixture server, Fault fault) {
    registries.appCiCdn.fail('/slow', fault)
    connection = server.connect().request('GET', '/slow')
    new PollingConditions(timeout: 5).eventually {
      assert server.metric('fairlead_requests_running') == 1
    }
  }

  static long millis(Closure<?> work) {
    long start = System.nanoTime()
    work()
    (System.nanoTime() - start).intdiv(1_000_000)
  }

  def "a running request ends, and nobody else comes in"() {
    given:
    def server = startWithGrace('20s')
    begin(server, new Fault.Delay(Duration.ofMillis(1500)))

    when:
    def closing = CompletableFuture.runAsync { server.close() }
    new PollingConditions(timeout: 1).eventually {
      assert refuses(server)
    }

    then:
    !closing.done

    when:
    def answer = connection.read()

    then:
    answer.text == 'slow'
    connection.ended
    closing.join() == null
  }

  boolean refuses(ServiceFixture server) {
    try (def _ = server.connect()) {
      false
    } catch (ConnectException _) {
      true
    }
  }

  def "a request that never ends is cut off after the grace"() {
    given:
    def server = startWithGrace('300ms')
    begin(server, new Fault.Hang())

    when:
    def took = millis { server.close() }

    then:
    took >= 300
    took < 5000
    connection.ended
  }

  def "with nothing running the end comes at once"() {
    given:
    def server = startWithGrace('20s')
    connection = server.connect()
    connection.request('GET', '/x').read()

    expect:
    millis { server.close() } < 5000
  }
}
