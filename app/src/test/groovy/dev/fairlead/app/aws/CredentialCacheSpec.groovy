package dev.fairlead.app.aws

import static dev.fairlead.spi.Doubt.*

import dev.fairlead.spi.Deadline
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import software.amazon.awssdk.core.exception.SdkClientException
import spock.lang.Specification

class CredentialCacheSpec extends Specification {
  FakeClock clock = new FakeClock()
  FakeSource source = new FakeSource({ FakeSource.session(clock.now + Duration.ofHours(1)) })
  List<Runnable> waiting = []
  Executor later = { Runnable task -> waiting << task }
  SimpleMeterRegistry meters = new SimpleMeterRegistry()

  CredentialCache cache(Executor executor) {
    new CredentialCache(source, clock, executor, new CredentialWatch('default', 'the test', meters))
  }

  def atOnce(CredentialCache cache, Duration atLeast = Duration.ofMinutes(2)) {
    cache.lookUp(atLeast, Deadline.AT_ONCE)
  }

  void runWaiting() {
    def tasks = waiting.toList()
    waiting.clear()
    tasks*.run()
  }

  def "nothing is asked for at the start"() {
    when:
    cache(later)

    then:
    waiting.empty
    source.asked.get() == 0
  }

  def "with a third of the time left they are renewed in the background, one renewal at a time"() {
    given:
    def cache = cache(later)
    atOnce(cache)
    runWaiting()
    def first = atOnce(cache)

    when:
    clock.advance(Duration.ofMinutes(39))
    atOnce(cache)

    then:
    waiting.empty

    when:
    clock.advance(Duration.ofMinutes(1))
    def meanwhile = (1..10).collect { atOnce(cache) }
    clock.advance(Duration.ofSeconds(6))
    atOnce(cache)

    then:
    waiting.size() == 1
    meanwhile.every { it == first }

    when:
    runWaiting()

    then:
    atOnce(cache) != first
    source.asked.get() == 2
  }

  def "while the source is down the old ones are used until they are too short"() {
    given:
    def cache = cache(Runnable::run)
    def first = atOnce(cache)
    source.answer = { throw SdkClientException.create('down') }

    when:
    def later = (1..60).collect {
      clock.advance(Duration.ofMinutes(1))
      atOnce(cache)
    }

    then:
    later[0..57].every { it == first }
    later[58..59] == [new Credentialed.Missing(CREDENTIALS)] * 2
    source.asked.get() == 1 + 21

    when: 'the source is back'
    source.answer = { FakeSource.session(clock.now + Duration.ofHours(1)) }
    clock.advance(CredentialCache.PAUSE)

    then:
    atOnce(cache) instanceof Credentialed.Held
    meters.get('fairlead.credentials.refresh').tags('role', 'default', 'result', 'failed').counter().count() == 21
    meters.get('fairlead.credentials.refresh').tags('role', 'default', 'result', 'ok').counter().count() == 2
  }

  def "many who wait ask the source once"() {
    given:
    def threads = Executors.newVirtualThreadPerTaskExecutor()
    def gate = new CountDownLatch(1)
    source.answer = {
      gate.await()
      FakeSource.basic()
    }
    def cache = cache(threads)

    when:
    def all = (1..50).collect {
      threads.submit({ cache.lookUp(Duration.ZERO, Deadline.in(Duration.ofSeconds(5))) } as Callable)
    }
    Thread.sleep(50)
    gate.countDown()

    then:
    all*.get().toSet().size() == 1
    source.asked.get() == 1

    cleanup:
    threads.close()
  }

  def "an error of the JVM's in the source is a doubt, and the source is asked again"() {
    given:
    def cache = cache(Runnable::run)
    source.answer = { throw new NoClassDefFoundError('some/Provider') }

    expect:
    cache.lookUp(Duration.ZERO, Deadline.in(Duration.ofSeconds(1))) == new Credentialed.Missing(CREDENTIALS)

    when:
    source.answer = { FakeSource.basic() }
    clock.advance(CredentialCache.PAUSE)

    then:
    atOnce(cache) instanceof Credentialed.Held
  }

  def "credentials that live for #life are due after #due"() {
    given:
    def now = Instant.parse('2026-11-21T12:00:00Z')

    expect:
    Due.at(now, Optional.ofNullable(life).map { now + Duration.parse(it) }) == now + Duration.parse(due)

    where:
    life    || due
    'PT1H'  || 'PT40M'
    'PT15M' || 'PT10M'
    'PT6H'  || 'PT4H'
    'PT0S'  || 'PT0S'
    null    || 'PT5M'
  }

  def "the program's own credentials come from the SDK's chain, anew each time"() {
    given:
    System.setProperty('aws.accessKeyId', id)
    System.setProperty('aws.secretAccessKey', 'secret')

    expect:
    new DefaultChain().resolve().accessKeyId() == id

    cleanup:
    System.clearProperty('aws.accessKeyId')
    System.clearProperty('aws.secretAccessKey')

    where:
    id << ['AKIAONE', 'AKIATWO']
  }

  def "what is forgotten is asked for anew at once, and an answer to an earlier question is not kept"() {
    given:
    def cache = cache(later)
    atOnce(cache)
    runWaiting()
    def old = atOnce(cache)
    clock.advance(Duration.ofMinutes(39))
    atOnce(cache)
    def asked = waiting.toList()

    when:
    cache.forget()
    asked*.run()

    then:
    atOnce(cache) == new Credentialed.Missing(NOT_AT_HAND)

    when:
    waiting.removeAll(asked)
    runWaiting()
    def now = atOnce(cache)

    then:
    now instanceof Credentialed.Held
    !now.session().is(old.session())
  }
}
