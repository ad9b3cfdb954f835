package dev.fairlead.app.aws

import static dev.fairlead.spi.Doubt.*

import com.sun.net.httpserver.HttpExchange
import dev.fairlead.spi.Deadline
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.spi.Presence
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import software.amazon.awssdk.core.exception.SdkClientException
import spock.lang.AutoCleanup

class ProbeSpec extends StoresSpecification {
  @AutoCleanup
  S3Stub s3 = new S3Stub()

  def "an object that is there is present, with its length"() {
    expect:
    store(endpoint: s3.url).probe(new ObjectKey('a+b/c^1~rc1'), within()) == present(42)
    s3.asked == ['HEAD /bucket/a%2Bb/c%5E1~rc1']
    s3.authorizations[0].contains('/us-east-2/s3/aws4_request')
  }

  def "status #status means #expected, after one question"() {
    given:
    s3.answers(status)

    expect:
    store(endpoint: s3.url).probe(KEY, within()) == expected
    s3.asked.size() == 1

    where:
    status || expected
    404    || new Presence.Absent()
    403    || unknown(FORBIDDEN)
    301    || unknown(MISCONFIGURED)
    307    || unknown(MISCONFIGURED)
    400    || unknown(MISCONFIGURED)
    405    || unknown(MISCONFIGURED)
    412    || unknown(MISCONFIGURED)
    429    || unknown(THROTTLED)
    503    || unknown(THROTTLED)
    500    || unknown(SERVER_ERROR)
    502    || unknown(SERVER_ERROR)
    504    || unknown(SERVER_ERROR)
  }

  def "status #status with credentials that have ended is #expected"() {
    given:
    source.answer = { FakeSource.session(clock.now + Duration.ofMinutes(5)) }
    s3.answer = { HttpExchange exchange ->
      clock.advance(Duration.ofMinutes(6))
      S3Stub.status(exchange, status)
    }

    expect:
    store(endpoint: s3.url).probe(KEY, within()) == unknown(expected)

    where:
    status || expected
    400    || CREDENTIALS
    403    || CREDENTIALS
    500    || SERVER_ERROR
  }

  def "a server that is not there or breaks off is a fault of the network"() {
    given:
    def server = RawServer.breakingOff()
    def url = server.url

    expect:
    store(endpoint: url).probe(KEY, within()) == unknown(NETWORK)

    when:
    server.close()

    then:
    store(endpoint: url).probe(KEY, within()) == unknown(NETWORK)
  }

  def "no credentials are a doubt, not an exception, and S3 is not asked"() {
    given:
    source.answer = { throw SdkClientException.create('none in this chain') }

    expect:
    store(endpoint: s3.url).probe(KEY, within()) == unknown(CREDENTIALS)
    s3.asked == []
  }

  def "a refusal has temporary credentials renewed, once they are not quite new"() {
    given:
    def sessions = ['ASIAONE', 'ASIATWO'].iterator()
    source.answer = { FakeSource.session(clock.now + Duration.ofHours(1), sessions.next()) }
    s3.answers(403)
    def store = store(endpoint: s3.url)

    when: 'young ones are refused'
    2.times { store.probe(KEY, within()) }

    then:
    source.asked.get() == 1

    when: 'older ones are refused'
    clock.advance(Duration.ofMinutes(2))
    2.times { store.probe(KEY, within()) }
    while (source.asked.get() < 2) {
      Thread.sleep(5)
    }
    Thread.sleep(50)
    store.probe(KEY, within())

    then:
    s3.authorizations.last().contains('ASIATWO')
    source.asked.get() == 2
  }

  def "50 callers who want the same key ask S3 once, and all get the answer"() {
    given:
    def gate = new CountDownLatch(1)
    s3.answer = { HttpExchange exchange ->
      gate.await()
      S3Stub.status(exchange, status)
    }
    def store = store(endpoint: s3.url, 'probe-timeout': '5s')

    when:
    def answers = (1..50).collect { threads.submit({ store.probe(KEY, within()) } as Callable<Presence>) }
    while (s3.asked.empty) {
      Thread.sleep(5)
    }
    Thread.sleep(100)
    gate.countDown()

    then:
    answers*.get().toSet() == [expected] as Set
    s3.asked.size() == 1

    where:
    status || expected
    404    || new Presence.Absent()
    403    || unknown(FORBIDDEN)
  }

  def "two buckets do not share what is known of a key"() {
    given:
    def stores = stores(endpoint: s3.url)
    def one = stores.open(new Bucket('one', 'us-east-1', Optional.empty()))
    def two = stores.open(new Bucket('two', 'us-east-1', Optional.empty()))

    when:
    2.times { [one, two]*.probe(KEY, within()) }

    then:
    s3.asked == ['HEAD /one/some/key', 'HEAD /two/some/key']
    stores.open(new Bucket('one', 'us-east-1', Optional.empty())).is(one)
  }

  def "present is remembered, absent briefly, doubt not at all"() {
    given:
    def store = store(endpoint: s3.url, 'absent-ttl': '200ms')

    when:
    s3.answers(503)
    2.times { store.probe(KEY, within()) }

    then:
    s3.asked.size() == 2

    when:
    s3.answers(404)
    3.times { store.probe(KEY, within()) }

    then:
    s3.asked.size() == 3
    store.probe(KEY, Deadline.AT_ONCE) == new Presence.Absent()

    when:
    Thread.sleep(250)
    s3.answers(200)
    3.times { store.probe(KEY, within()) }

    then:
    s3.asked.size() == 4
    store.probe(KEY, Deadline.AT_ONCE) instanceof Presence.Present
  }

  def "who may not wait gets what is in memory, and S3 is not asked"() {
    expect:
    store(endpoint: s3.url).probe(KEY, Deadline.AT_ONCE) == unknown(NOT_AT_HAND)
    s3.asked == []
  }

  def "probes are timed by result, answers from memory are not"() {
    given:
    def store = store(endpoint: s3.url)

    when:
    3.times { store.probe(KEY, within()) }

    then:
    meter('fairlead.probe', [bucket: 'bucket', result: 'present']) == 1
    meter('fairlead.probe', [bucket: 'bucket', result: 'timeout']) == 0
  }

  def "closed stores answer with a doubt"() {
    given:
    def stores = stores(endpoint: s3.url)
    def store = stores.open(new Bucket('bucket', 'us-east-1', Optional.empty()))

    when:
    2.times { stores.close() }

    then:
    store.probe(KEY, within()) instanceof Presence
  }

  def "after shut-down a probe is in doubt"() {
    given:
    def store = store(endpoint: s3.url)
    threads.shutdown()

    expect:
    store.probe(KEY, within()) instanceof Presence.Unknown
  }
}
