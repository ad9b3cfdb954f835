package dev.fairlead.app.aws

import static dev.fairlead.spi.Doubt.*

import com.sun.net.httpserver.HttpExchange
import dev.fairlead.spi.Deadline
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.Presence
import java.time.Duration
import java.util.concurrent.locks.LockSupport
import spock.util.concurrent.PollingConditions

class DeadlineSpec extends StoresSpecification {

  def "a server that is #kind costs no more than the deadline, and is given up after the probe's own time"() {
    given:
    def store = store(endpoint: server.url, 'probe-timeout': '600ms')
    store.probe(new ObjectKey('warm-up'), within()) // loads the SDK's classes

    when:
    def times = (1..3).collect { n ->
      millis { assert store.probe(new ObjectKey("key$n"), within(300)) == unknown(TIMEOUT) }
    }

    then: 'the best of three, since the machine may be busy'
    times.min() >= 290
    times.min() <= 400

    and:
    new PollingConditions(timeout: 5).eventually {
      assert meter('fairlead.probe', [result: 'timeout']) == 4
    }

    cleanup:
    server.close()

    where:
    kind       | server
    'hanging'  | RawServer.hanging()
    'dripping' | RawServer.dripping()
  }

  def "a probe that nobody waits for any more still fills the memory"() {
    given:
    def s3 = new S3Stub()
    s3.answer = { HttpExchange exchange ->
      Thread.sleep(300)
      S3Stub.status(exchange, 404)
    }
    def store = store(endpoint: s3.url, 'probe-timeout': '5s')

    expect:
    store.probe(KEY, within(50)) == unknown(TIMEOUT)

    when:
    while (store.probe(KEY, Deadline.AT_ONCE) == unknown(NOT_AT_HAND)) {
      Thread.sleep(10)
    }

    then:
    store.probe(KEY, Deadline.AT_ONCE) == new Presence.Absent()
    s3.asked.size() == 1

    cleanup:
    s3.close()
  }

  def "who may not wait is answered at once, whatever hangs"() {
    given:
    def server = RawServer.hanging()
    source.answer = { LockSupport.parkNanos(2_000_000_000) }
    def store = store(endpoint: server.url)
    store.probe(KEY, Deadline.AT_ONCE)
    store.presign('GET', KEY, false, Duration.ofMinutes(20), Deadline.AT_ONCE)

    expect:
    millis {
      100.times {
        assert store.probe(KEY, Deadline.AT_ONCE) == unknown(NOT_AT_HAND)
        assert store.presign('GET', KEY, false, Duration.ofMinutes(20), Deadline.AT_ONCE).doubt() == NOT_AT_HAND
      }
    } < 200

    cleanup:
    server.close()
  }

  def "a deadline that is over is a timeout"() {
    given:
    def server = RawServer.hanging()

    expect:
    store(endpoint: server.url).probe(KEY, within(0)) == unknown(TIMEOUT)

    cleanup:
    server.close()
  }

  def "a caller who is interrupted keeps the mark and gets a doubt"() {
    given:
    def server = RawServer.hanging()
    def store = store(endpoint: server.url)

    when:
    Thread.currentThread().interrupt()
    def answer = store.probe(KEY, within())

    then:
    answer == unknown(TIMEOUT)
    Thread.interrupted()

    cleanup:
    server.close()
  }
}
