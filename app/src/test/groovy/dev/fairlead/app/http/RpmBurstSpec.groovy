package dev.fairlead.app.http

import dev.fairlead.app.Answer
import dev.fairlead.app.HttpConnection
import dev.fairlead.app.ServiceFixture
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.Testbed
import dev.fairlead.testbed.UpstreamStandIn
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** Far more misses than can be filled: whoever asks is answered, and what doesn't fit is dropped. */
@Timeout(180)
class RpmBurstSpec extends Specification {
  static final CONNECTIONS = 32
  static final QUEUE = 50
  static final WORKERS = 4
  /** Of the probes, and what a busy machine may add to that. */
  static final DEADLINE_MILLIS = 5000
  static final MARGIN_MILLIS = 4000
  static final MAX_GROWTH_BYTES = 24L << 20

  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared volatile Reply reply = Reply.of('a package'.bytes)
  @Shared @AutoCleanup UpstreamStandIn mirror = UpstreamStandIn.start(0) { reply }
  @Shared @AutoCleanup ServiceFixture server = start()
  @Shared @AutoCleanup('shutdownNow') threads = Executors.newVirtualThreadPerTaskExecutor()

  ServiceFixture start() {
    testbed.s3().createBucket('kept', 'us-east-1')
    ServiceFixture.start("""
fairlead:
  server: { host: 127.0.0.1, access-log: false, asking-per-network: 1000000, shutdown-grace: 0s }
  object-store: { endpoint: "${testbed.s3().endpoint()}" }
  background: { queue: $QUEUE, workers: $WORKERS }
  mounts:
    rpm:
      strategy: rpm
      access: public
      pass-through: { to: "${mirror.endpoint()}", status: 302 }
      settings: { bucket: kept, region: us-east-1, head-timeout: ${DEADLINE_MILLIS}ms }
""")
  }

  def cleanup() {
    mirror.healAll()
  }

  def "#requests misses at once of packages that the mirror #has: nobody waits beyond the deadline, and memory stays bounded"() {
    given:
    reply = answer
    mirror.faults().fail('*', method, new Fault.Hang())
    ask('warm', 200)
    def heapBefore = heap()
    def (before, dropped) = [metric('offered'), metric('refused')]

    when:
    def longestQueue = new AtomicInteger()
    def burst = CompletableFuture.supplyAsync({ ask(has, requests) }, threads)
    while (!burst.done) {
      longestQueue.accumulateAndGet(server.metric('fairlead_background_queue') as int, Math::max)
      Thread.sleep(50)
    }
    def millis = burst.join()

    then: 'each is answered in time'
    millis.size() == requests
    println "$has: median ${millis.sort()[requests.intdiv(2)]} ms, p99 ${millis[requests.intdiv(100) * 99]} ms, most ${millis.last()} ms, heap ${heap() - heapBefore >> 20} MiB more"
    millis.last() < DEADLINE_MILLIS + MARGIN_MILLIS

    and: 'of the uploads that they ask for, a few wait and the rest is counted as dropped'
    new PollingConditions(timeout: 20).eventually {
      def asked = metric('offered') - before + metric('refused') - dropped
      assert asked >= uploads * 0.9 && asked <= uploads // of what the mirror said in time
    }
    metric('offered') - before <= QUEUE + WORKERS
    longestQueue.get() <= QUEUE
    uploads == 0 || longestQueue.get() == QUEUE && metric('refused') > dropped

    and: 'nothing piles up'
    new PollingConditions(timeout: 20, delay: 0.5).eventually {
      assert heap() - heapBefore < MAX_GROWTH_BYTES
    }

    where:
    has     | requests | answer                      | method || uploads
    'has'   | 5000     | Reply.of('a package'.bytes) | 'GET'  || 5000
    'lost'  | 1000     | Reply.status(404)           | 'GET'  || 0
    'hangs' | 1000     | Reply.of('a package'.bytes) | '*'    || 0
  }

  /** How long each request of a distinct package took, in milliseconds. */
  private List<Long> ask(String name, int count) {
    def next = new AtomicInteger()
    def millis = new ConcurrentLinkedQueue<Long>()
    (1..CONNECTIONS).collect {
      CompletableFuture.runAsync({
        try (def connection = new HttpConnection(server.port)) {
          connection.timeout(60_000)
          for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
            millis << ask(connection, "/pub/$name-${count}-${n}.rpm")
          }
        }
      }, threads)
    }*.join()
    millis.toList()
  }

  private long ask(HttpConnection connection, String path) {
    long start = System.nanoTime()
    Answer answer = connection.request('GET', path).read()
    assert answer.status == 302 && answer.location == "${mirror.endpoint()}$path"
    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
  }

  private double metric(String result) {
    server.metric('fairlead_rpm_offers_total', [mount: 'rpm', result: result])
  }

  /** Without what the stand-ins remember. */
  private long heap() {
    mirror.log().clear()
    testbed.s3().log().clear()
    System.gc()
    Runtime.runtime.totalMemory() - Runtime.runtime.freeMemory()
  }
}
