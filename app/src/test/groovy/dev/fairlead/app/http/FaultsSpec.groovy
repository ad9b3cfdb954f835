package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.from

import dev.fairlead.app.Answer
import dev.fairlead.app.Doors
import dev.fairlead.app.ServerUnderTest
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Fault
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Retry
import spock.lang.Shared
import spock.lang.Specification

/** S3 fails in every way it can: the client is answered in time, and the operator can count why. */
class FaultsSpec extends Specification {
  static final DEADLINE_MILLIS = 500
  static final FAULTS = [
      'hangs': new Fault.Hang(),
      'says 403': Fault.accessDenied(),
      'says 503': Fault.slowDown(),
      'says 500': Fault.internalError(),
      'resets': new Fault.Reset(),
      'drips': new Fault.SlowDrip(1, Duration.ofMillis(50)),
      'is late': new Fault.Delay(Duration.ofSeconds(2)),
      'redirects': new Fault.Status(301, 'PermanentRedirect'),
  ]
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup Doors doors = new Doors(yaml('present-ttl: 1ms, absent-ttl: 1ms, breaker-failures: 1000'), { registries.goesOnTo(it) })
  @Shared ServiceFixture server = doors.http

  String yaml(String store) {
    registries.yaml(deadline: "${DEADLINE_MILLIS}ms", store: store)
  }

  ServiceFixture start(String store) {
    ServiceFixture.start(yaml(store))
  }

  def setup() {
    // The first request of its kind also loads classes and assumes the role.
    ['us-west-2', 'us-east-2'].each { download(server, 'app-ci', it) }
    download(server, 'build01', 'us-west-2')
  }

  def cleanup() {
    registries.testbed.s3().healAll()
    registries.testbed.sts().heal()
  }

  Answer download(ServerUnderTest service, String mount, String place) {
    def prefix = mount == 'build01' ? '/build01' : ''
    service.exchange('GET', "$prefix/${registries.everywhere.key()}", from(place))
  }

  long millis(Closure<?> work) {
    long start = System.nanoTime()
    work()
    (System.nanoTime() - start).intdiv(1_000_000)
  }

  double decisions(ServerUnderTest service, String mount, String reason) {
    service.metric('fairlead_decisions_total', [mount: mount, reason: reason])
  }

  @Retry(count = 2) // the time is the machine's, too
  def "while the replica #fault, a client of #mount in #place gets #destination for #reason"() {
    given:
    def bucket = "app-ci-$place"
    registries.testbed.s3().fail(bucket, FAULTS[fault])
    def before = decisions(server, mount, reason)
    def probesBefore = server.metric('fairlead_probe_seconds_count', [bucket: bucket, result: probe])

    when:
    Answer answer = null
    def took = millis { answer = download(server, mount, place) }

    then:
    answer.status == 307
    registries.destination(answer) == destination
    took <= DEADLINE_MILLIS + 100
    decisions(server, mount, reason) == before + 1
    server.metric('fairlead_probe_seconds_count', [bucket: bucket, result: probe]) >= probesBefore +
        (probe == 'timeout' ? 0 : 1) // counted once it ends, which may be after the answer

    where:
    fault       | mount     | place       || destination        | reason                | probe
    'hangs'     | 'app-ci'  | 'us-west-2' || 'app-ci CDN'       | 'copy-timeout'        | 'timeout'
    'hangs'     | 'app-ci'  | 'us-east-2' || 'app-ci-us-east-1' | 'copy-authoritative'  | 'timeout'
    'hangs'     | 'build01' | 'us-west-2' || 'build01 CDN'      | 'copy-timeout'        | 'timeout'
    'says 403'  | 'app-ci'  | 'us-west-2' || 'app-ci CDN'       | 'copy-forbidden'      | 'forbidden'
    'says 403'  | 'app-ci'  | 'us-east-2' || 'app-ci-us-east-1' | 'copy-authoritative'  | 'forbidden'
    'says 403'  | 'build01' | 'us-west-2' || 'build01 CDN'      | 'copy-forbidden'      | 'forbidden'
    'says 503'  | 'app-ci'  | 'us-west-2' || 'app-ci CDN'       | 'copy-throttled'      | 'throttled'
    'says 503'  | 'app-ci'  | 'us-east-2' || 'app-ci-us-east-1' | 'copy-authoritative'  | 'throttled'
    'says 503'  | 'build01' | 'us-west-2' || 'build01 CDN'      | 'copy-throttled'      | 'throttled'
    'says 500'  | 'app-ci'  | 'us-west-2' || 'app-ci CDN'       | 'copy-server-error'   | 'server-error'
    'says 500'  | 'app-ci'  | 'us-east-2' || 'app-ci-us-east-1' | 'copy-authoritative'  | 'server-error'
    'says 500'  | 'build01' | 'us-west-2' || 'build01 CDN'      | 'copy-server-error'   | 'server-error'
    'resets'    | 'app-ci'  | 'us-west-2' || 'app-ci CDN'       | 'copy-network'        | 'network'
    'resets'    | 'app-ci'  | 'us-east-2' || 'app-ci-us-east-1' | 'copy-authoritative'  | 'network'
    'resets'    | 'build01' | 'us-west-2' || 'build01 CDN'      | 'copy-network'        | 'network'
    'drips'     | 'app-ci'  | 'us-west-2' || 'app-ci CDN'       | 'copy-timeout'        | 'timeout'
    'drips'     | 'app-ci'  | 'us-east-2' || 'app-ci-us-east-1' | 'copy-authoritative'  | 'timeout'
    'drips'     | 'build01' | 'us-west-2' || 'build01 CDN'      | 'copy-timeout'        | 'timeout'
    'is late'   | 'app-ci'  | 'us-west-2' || 'app-ci CDN'       | 'copy-timeout'        | 'timeout'
    'is late'   | 'app-ci'  | 'us-east-2' || 'app-ci-us-east-1' | 'copy-authoritative'  | 'timeout'
    'redirects' | 'app-ci'  | 'us-west-2' || 'app-ci CDN'       | 'copy-misconfigured'  | 'misconfigured'
    'redirects' | 'app-ci'  | 'us-east-2' || 'app-ci-us-east-1' | 'copy-authoritative'  | 'misconfigured'
  }

  @Retry(count = 2)
  def "while the replica #fault, the answer through #door is the same and in time"() {
    given:
    download(doors[door], 'app-ci', 'us-west-2')
    registries.testbed.s3().fail('app-ci-us-west-2', FAULTS[fault])
    def before = decisions(doors[door], 'app-ci', reason)

    when:
    Answer answer = null
    def took = millis { answer = download(doors[door], 'app-ci', 'us-west-2') }

    then:
    answer.status == 307
    registries.destination(answer) == 'app-ci CDN'
    took <= DEADLINE_MILLIS + 100
    decisions(doors[door], 'app-ci', reason) == before + 1

    where:
    fault      || reason
    'hangs'    || 'copy-timeout'
    'says 403' || 'copy-forbidden'
    'resets'   || 'copy-network'
    combined:
    door << Doors.NAMES - 'HTTP'
  }

  @Retry(count = 2)
  def "with all of it failing at once every client is still answered in time"() {
    given:
    registries.testbed.s3().faults().fail(new Fault.Hang())
    registries.testbed.sts().fail(new Fault.Hang())
    registries.appCiCdn.fail(new Fault.Reset())
    def places = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'] * 4
    def service = start('breaker-failures: 1000')

    when:
    def answers = Collections.synchronizedList([])
    def times = Collections.synchronizedList([])
    millis { download(service, 'app-ci', 'us-east-1') }
    places.collect { place ->
      Thread.startVirtualThread {
        times << millis { answers << download(service, 'build01', place) }
        times << millis { answers << download(service, 'app-ci', place) }
      }
    }*.join()

    then:
    answers.size() == 32
    answers*.status.unique() == [307]
    times.max() <= DEADLINE_MILLIS + 100
    decisions(service, 'app-ci', 'copy-timeout') > 0

    cleanup:
    registries.appCiCdn.healAll()
    registries.testbed.s3().healAll()
    registries.testbed.sts().heal()
    service?.close()
  }

  def "a bucket that keeps failing is left alone after a while, and says so"() {
    given:
    def service = start('present-ttl: 1ms, breaker-failures: 2, breaker-open: 1m')
    registries.testbed.s3().fail('app-ci-us-west-2', Fault.internalError())

    when:
    4.times { download(service, 'app-ci', 'us-west-2') }

    then:
    decisions(service, 'app-ci', 'copy-server-error') == 2
    decisions(service, 'app-ci', 'copy-breaker-open') == 2
    service.metric('fairlead_breaker_open', [bucket: 'app-ci-us-west-2']) == 1

    cleanup:
    service?.close()
  }
}
