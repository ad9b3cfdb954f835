package dev.fairlead.rpm

import static dev.fairlead.tck.FakeReply.of

import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** What clients wait for, and what they ask together. */
@Timeout(30)
class ProbesSpec extends Specification {
  def conditions = new PollingConditions(timeout: 10)

  List<String> together(Cache cache, List<String> targets) {
    targets.collect { target -> CompletableFuture.supplyAsync({ cache.answer(target) }, { Thread.startVirtualThread(it) }) }*.join()
  }

  def "50 simultaneous first requests are one HEAD and one upload"() {
    given:
    def cache = new Cache()
    def all = new CountDownLatch(50)
    cache.source.answers('/x.rpm', { all.await(); of(new byte[10]) })
    def probe = cache.bucket
    def waiting = new Thread({ while (probe.probes.size() < 50) { Thread.sleep(5) }; 50.times { all.countDown() } })
    waiting.start()

    expect:
    together(cache, ['/x.rpm'] * 50).unique() == ['origin /x.rpm']
    cache.source.targets('HEAD').size() < 50
    cache.offered == ['cache/x.rpm']
    cache.count('fairlead.rpm.offers', [result: 'repeated']) == 49

    cleanup:
    waiting.join()
  }

  def "5,000 distinct misses with a full queue: every client is answered, what is remembered has a bound"() {
    given:
    def cache = new Cache()
    def targets = (1..5000).collect { "/p${it}.rpm" as String }
    targets.each { cache.source.answers(it, of(new byte[10])) }
    cache.context.background.full = true

    expect:
    together(cache, targets) == targets.collect { "origin $it" as String }
    cache.count('fairlead.rpm.offers', [result: 'refused']) == 5000
  }

  def "who is sent to the source doesn't wait for the bucket, but where nothing is done after answers: #after"() {
    given:
    def cache = new Cache('offer-cooldown': '0s')
    cache.context.background.openAfterAnswers = after
    cache.source.answers('/x.rpm', of(new byte[10]))
    def told = new CountDownLatch(1)
    cache.bucket.beforeProbe = { told.await() }

    when:
    def answer = cache.answer('/x.rpm')
    def early = cache.offered
    told.countDown()

    then:
    answer == 'origin /x.rpm'
    early == (after ? [] : ['cache/x.rpm']) // by then the bucket's 100 ms were over
    conditions.eventually { cache.offered == ['cache/x.rpm'] }

    where:
    after << [true, false]
  }

  def "what failed isn't offered again before the cool-down is over"() {
    given:
    def cache = new Cache('offer-cooldown': '5m')
    cache.source.answers('/x.rpm', of(new byte[10]))

    when:
    3.times { cache.decide('/x.rpm') }

    then:
    cache.offered.size() == 1

    when:
    cache.context.clock.now += Duration.ofMinutes(6)
    cache.decide('/x.rpm')

    then:
    cache.offered.size() == 2
  }

  def "a source that hangs costs the deadline and no more"() {
    given:
    def cache = new Cache('head-timeout': '50ms')
    cache.source.answers('/x.rpm', of(new byte[10]).after(Duration.ofSeconds(20)))
    def start = System.nanoTime()

    expect:
    cache.answer('/x.rpm') == 'origin /x.rpm'
    Duration.ofNanos(System.nanoTime() - start) < Duration.ofSeconds(5)
  }
}
