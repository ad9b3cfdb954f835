package dev.fairlead.app.aws

import static dev.fairlead.spi.Doubt.*

import com.sun.net.httpserver.HttpExchange
import dev.fairlead.app.breaker.Breaker
import dev.fairlead.spi.Deadline
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.spi.Presence
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import spock.lang.AutoCleanup

class BreakerSpec extends StoresSpecification {
  static final Map<String, ?> QUICK = ['breaker-failures': 3, 'breaker-open': '300ms']

  @AutoCleanup
  S3Stub s3 = new S3Stub()

  def "a bucket that keeps failing is left alone, tried once, and asked again when it answers"() {
    given:
    s3.answers(503)
    def store = store([endpoint: s3.url] + QUICK)

    when: 'it fails as often as it may'
    3.times { store.probe(new ObjectKey("k$it"), within()) }

    then: 'it is not asked any more'
    store.probe(KEY, within()) == unknown(BREAKER_OPEN)
    store.probe(KEY, Deadline.AT_ONCE) == unknown(BREAKER_OPEN)
    s3.asked.size() == 3
    meter('fairlead.breaker.open', [bucket: 'bucket']) == 1

    when: 'the trial fails'
    Thread.sleep(350)

    then: 'it is left alone again'
    store.probe(KEY, within()) == unknown(THROTTLED)
    store.probe(KEY, within()) == unknown(BREAKER_OPEN)
    s3.asked.size() == 4

    when: 'the next trial succeeds'
    s3.answers(404)
    Thread.sleep(350)

    then: 'all is as before'
    store.probe(KEY, within()) == new Presence.Absent()
    store.probe(new ObjectKey('another'), within()) == new Presence.Absent()
    meter('fairlead.breaker.open', [bucket: 'bucket']) == 0
  }

  def "what is remembered is told while the bucket is left alone"() {
    given:
    def store = store([endpoint: s3.url] + QUICK)
    store.probe(KEY, within())
    s3.answers(500)
    3.times { store.probe(new ObjectKey("k$it"), within()) }

    expect:
    store.probe(KEY, deadline) == present(42)
    store.probe(new ObjectKey('another'), deadline) == unknown(BREAKER_OPEN)

    where:
    deadline << [within(), Deadline.AT_ONCE]
  }

  def "a bucket that fails is left alone whatever the role"() {
    given:
    s3.answers(503)
    def stores = stores([endpoint: s3.url, 'sts-endpoint': s3.url] + QUICK)
    def own = stores.open(new Bucket('bucket', 'us-east-2', Optional.empty()))
    def role = stores.open(new Bucket('bucket', 'us-east-2', Optional.of('arn:aws:iam::123456789012:role/reader')))

    when:
    3.times { own.probe(new ObjectKey("k$it"), within()) }

    then:
    role.probe(KEY, within()) == unknown(BREAKER_OPEN)
  }

  def "one trial at a time"() {
    given:
    s3.answers(500)
    def store = store([endpoint: s3.url] + QUICK)
    3.times { store.probe(new ObjectKey("k$it"), within()) }
    Thread.sleep(350)
    def gate = new CountDownLatch(1)
    s3.answer = { HttpExchange exchange ->
      gate.await()
      S3Stub.status(exchange, 404)
    }

    when:
    def trial = threads.submit({ store.probe(KEY, within()) } as Callable<Presence>)
    while (s3.asked.size() < 4) {
      Thread.sleep(5)
    }

    then:
    store.probe(new ObjectKey('another'), within()) == unknown(BREAKER_OPEN)

    when:
    gate.countDown()

    then:
    trial.get() == new Presence.Absent()
  }

  def "#count times #doubt leaves the circuit open: #open"() {
    given:
    def breaker = new Breaker(3, Duration.ofMinutes(1))

    when:
    count.times {
      breaker.allows()
      doubt ? breaker.doubted(doubt) : breaker.answered()
    }

    then:
    breaker.isOpen() == open
    breaker.allows() != open

    where:
    doubt         | count || open
    TIMEOUT       | 2     || false
    TIMEOUT       | 3     || true
    NETWORK       | 3     || true
    SERVER_ERROR  | 3     || true
    THROTTLED     | 3     || true
    FORBIDDEN     | 9     || false
    MISCONFIGURED | 9     || false
    CREDENTIALS   | 9     || false
    BREAKER_OPEN  | 9     || false
    null          | 9     || false
  }

  def "a pause lets nobody through, then all"() {
    given:
    def breaker = new Breaker(3, Duration.ofMinutes(1))

    when:
    breaker.pause(Duration.ofMillis(100))

    then:
    breaker.isOpen()
    !breaker.allows()

    when:
    Thread.sleep(110)

    then:
    !breaker.isOpen()
    breaker.allows()
  }

  def "a trial for which there were no credentials proves nothing"() {
    given:
    def breaker = new Breaker(1, Duration.ofMillis(1))
    breaker.doubted(NETWORK)
    Thread.sleep(5)

    when:
    breaker.allows()
    breaker.doubted(CREDENTIALS)
    Thread.sleep(5)

    then:
    breaker.allows()
    !breaker.allows()
  }
}
