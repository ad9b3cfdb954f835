package dev.fairlead.app.host

import dev.fairlead.app.config.BackgroundSettings
import dev.fairlead.spi.Settings
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.locks.LockSupport
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class WorkQueueSpec extends Specification {
  SimpleMeterRegistry meters = new SimpleMeterRegistry()
  @AutoCleanup('countDown') CountDownLatch gate = new CountDownLatch(1)
  def done = new LinkedBlockingQueue<String>()

  WorkQueue queue(int size, int workers) {
    new WorkQueue(new BackgroundSettings(size, workers, Settings.of('fairlead.background', [:])), meters)
  }

  double counted(String result) {
    meters.get('fairlead.background.work').tags('mount', 'm', 'result', result).counter().count()
  }

  def "work is done on another thread, by the mount that offered it"() {
    given:
    def queue = queue(10, 2)

    when:
    def taken = ['a', 'b'].collectEntries { name ->
      [name, queue.of(name) { done << "$name does $it on ${Thread.currentThread().virtual ? 'a virtual' : 'this'} thread".toString() }.offer('it')]
    }

    then:
    taken == [a: true, b: true]
    [done.poll(5, TimeUnit.SECONDS), done.poll(5, TimeUnit.SECONDS)] as Set ==
        ['a does it on a virtual thread', 'b does it on a virtual thread'] as Set
  }

  def "what is more than may wait is refused and counted, at once"() {
    given:
    def background = queue(2, 1).of('m') { gate.await() }

    when:
    def taken = (1..5).collect { background.offer('x') }

    then:
    taken == [true, true, true, false, false]
    counted('accepted') == 3
    counted('refused') == 2
    meters.get('fairlead.background.queue').gauge().value() == 2
  }

  def "work that fails with #fault is counted, and the next is done"() {
    given:
    def background = queue(10, 1).of('m') {
      if (it == 'bad') {
        throw fault
      }
      done << it
    }

    when:
    ['bad', 'good'].each { background.offer(it) }

    then:
    done.poll(5, TimeUnit.SECONDS) == 'good'
    new PollingConditions(timeout: 5).eventually {
      assert [counted('failed'), counted('done')] == [1, 1]
    }

    where:
    fault << [new IllegalArgumentException('no'), new NoClassDefFoundError('x'), new StackOverflowError(), new AssertionError('x')]
  }

  def "at the end all that was taken is done"() {
    given:
    def queue = queue(100, 2)
    def background = queue.of('m') { Thread.sleep(2); done << it }
    (1..50).each { background.offer("$it") }

    when:
    queue.close(Duration.ofSeconds(20))

    then:
    done.size() == 50
    !background.offer('late')
    counted('refused') == 1
  }

  def "what isn't done within the grace is dropped"() {
    given:
    def queue = queue(100, 1)
    def background = queue.of('m') { gate.await(); done << it }
    (1..5).each { background.offer("$it") }

    when:
    long start = System.nanoTime()
    queue.close(Duration.ofMillis(100))

    then:
    (System.nanoTime() - start) < 5_000_000_000L
    done.empty
  }

  def "work that is cut off may still clean up"() {
    given:
    def started = new CountDownLatch(1)
    def queue = queue(10, 1)
    queue.of('m') {
      started.countDown()
      try {
        gate.await()
      } catch (InterruptedException _) {
        Thread.sleep(300)
        done << 'cleaned up'
      }
    }.offer('x')
    started.await()

    when:
    queue.close(Duration.ZERO)

    then:
    done.toList() == ['cleaned up']
  }

  def "work that doesn't end when it is cut off is left"() {
    given:
    def started = new CountDownLatch(1)
    def queue = queue(10, 1)
    queue.of('m') {
      started.countDown()
      while (gate.count > 0) {
        Thread.interrupted()
        LockSupport.parkNanos(1_000_000)
      }
    }.offer('x')
    started.await()

    when:
    long start = System.nanoTime()
    queue.close(Duration.ZERO)

    then:
    (System.nanoTime() - start) < 10_000_000_000L
  }
}
