package dev.fairlead.app.upstream

import static dev.fairlead.spi.Doubt.*

import dev.fairlead.spi.Deadline
import dev.fairlead.spi.Settings
import dev.fairlead.spi.Upstream
import dev.fairlead.spi.Upstream.Call
import dev.fairlead.spi.Upstream.Reply.Answered
import dev.fairlead.spi.Upstream.Reply.Unanswered
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Payload
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.UpstreamStandIn
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.time.Duration
import java.time.InstantSource
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification

class HttpUpstreamSpec extends Specification {
  static final Map<String, ?> QUICK = ['breaker-failures': 3, 'breaker-open': '300ms', 'idle-timeout': '300ms']
  @AutoCleanup UpstreamStandIn standIn = UpstreamStandIn.start(0)
  @AutoCleanup('shutdownNow') ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()
  def meters = new SimpleMeterRegistry()
  @AutoCleanup HttpUpstreams upstreams = new HttpUpstreams(
      UpstreamSettings.read(Settings.of('fairlead.upstream', QUICK)), InstantSource.system(), meters, threads, [:])

  Upstream upstream(String path = '') {
    upstreams.open(standIn.endpoint().resolve(path ?: '/'))
  }

  static Call asking(String target, long millis = 5000, Map<String, String> fields = [:]) {
    new Call(target, fields, Deadline.in(Duration.ofMillis(millis)))
  }

  static long millis(Closure<?> work) {
    long start = System.nanoTime()
    work()
    (System.nanoTime() - start).intdiv(1_000_000)
  }

  boolean isOpen() {
    meters.find('fairlead.upstream.breaker.open').gauge().value() == 1
  }

  def "an answer comes as it is: #status, with its fields; a redirect is not followed"() {
    given:
    standIn.serve('/base/x', Reply.status(status).with('Location', 'http://127.0.0.1:1/elsewhere').with('X-Two', 'b'))

    when:
    def reply = upstream('/base').get(asking('/x?q=a+b', 5000, [Accept: 'text/plain'])) as Answered

    then:
    reply.status() == status
    reply.fields().first('x-two').get() == 'b'
    !reply.body().readAllBytes().toString().empty
    with(standIn.log().all().first()) {
      target() == '/base/x?q=a+b'
      header('accept').get() == 'text/plain'
      header('cookie').empty
    }
    standIn.log().all().size() == 1

    where:
    status << [200, 302, 401, 404, 500]
  }

  def "HEAD has fields and no body"() {
    given:
    standIn.serve('/x', Payload.pattern(100_000).with { Reply.of(it) })

    when:
    def replies = (1..20).collect { upstream().head(asking('/x')) as Answered }

    then:
    replies.every { it.status() == 200 && it.fields().first('Content-Length').get() == '100000' }
    replies.every { it.body().readAllBytes().length == 0 }
    standIn.log().all()*.method().toSet() == ['HEAD'] as Set
    meters.find('fairlead.upstream.probe').tags('method', 'HEAD', 'result', '2xx').timer().count() == 20
  }

  def "the target #target goes out as #sent"() {
    when:
    upstream().head(asking(target))

    then:
    standIn.log().all()*.target() == [sent]

    where:
    target                     || sent
    '/libstdc++-1~rc1^git.rpm' || '/libstdc++-1~rc1%5Egit.rpm'
    '/a%2Bb%5E'                || '/a%2Bb%5E'
    '//x'                      || '//x'
  }

  def "the target '#target' asks nobody"() {
    expect:
    upstream().get(new Call(target, fields, Deadline.in(Duration.ofSeconds(1)))) == new Unanswered(MISCONFIGURED)
    standIn.log().all().empty

    where:
    target | fields
    'x'    | [:]
    '/a b' | [:]
    '/a#b' | [:]
    '/%zz' | [:]
    '/x'   | ['Content-Length': '5']
    '/x'   | ['X-Split': "a\r\nb: c"]
  }

  def "who may not wait, or is too late, asks nobody"() {
    expect:
    upstream().head(new Call('/x', [:], Deadline.AT_ONCE)) == new Unanswered(NOT_AT_HAND)
    upstream().head(asking('/x', 0)) == new Unanswered(TIMEOUT)
    standIn.log().all().empty
  }

  def "with fault #fault the answer is #doubt, soon"() {
    given:
    standIn.serve('/x', 'hello'.bytes)
    standIn.fail(fault)

    expect:
    millis { assert upstream().get(asking('/x', 400)) == new Unanswered(doubt) } < 3000

    where:
    fault                                         || doubt
    new Fault.Hang()                              || TIMEOUT
    new Fault.SlowDrip(1, Duration.ofMillis(100)) || TIMEOUT
    new Fault.Reset()                             || NETWORK
  }

  def "a source that isn't there is a fault of the network, as are fields without end"() {
    given:
    def huge = (1..100).collectEntries { ["X-$it".toString(), 'x' * 8000] }
    standIn.serve('/x', Reply.of('hello'.bytes).with(huge))

    expect:
    upstream().head(asking('/x')) == new Unanswered(NETWORK)

    when:
    standIn.close()

    then:
    upstream().head(asking('/x')) == new Unanswered(NETWORK)
  }

  def "a body that #what breaks"() {
    given:
    standIn.serve('/x', Reply.of(Payload.pattern(1_000_000)))
    standIn.fail(fault)

    when:
    def reply = upstream().get(asking('/x')) as Answered
    reply.body().readAllBytes()

    then:
    def e = thrown(IOException)
    e.message.contains(text)

    where:
    what           | fault                                           || text
    'is cut short' | new Fault.Truncate(1000)                        || 'broke off'
    'stands still' | new Fault.SlowDrip(2000, Duration.ofSeconds(2)) || 'no byte for PT0.3S'
  }

  def "a body is whole, and can be left half-way"() {
    given:
    standIn.serve('/x', Reply.of(Payload.pattern(3_000_000)))

    expect:
    (upstream().get(asking('/x')) as Answered).withCloseable { it.body().readAllBytes().length } == 3_000_000
    (upstream().get(asking('/x')) as Answered).withCloseable { it.body().readNBytes(10).length } == 10
  }

  def "a source that hangs costs nothing once it failed often enough, and is asked again when it answers"() {
    given:
    standIn.serve('/x', 'hello'.bytes)
    standIn.fail(new Fault.Hang())

    when:
    3.times { upstream().head(asking('/x', 100)) }

    then:
    isOpen()
    upstream().head(asking('/x')) == new Unanswered(BREAKER_OPEN)
    millis { 50.times { upstream().head(asking('/x')) } } < 1000
    standIn.log().all().size() == 3

    when:
    standIn.healAll()
    Thread.sleep(350)

    then:
    upstream().head(asking('/x')) instanceof Answered
    !isOpen()
  }

  def "three times #status leave the source alone: #open"() {
    given:
    standIn.serve('/x', Reply.status(status))

    when:
    3.times { upstream().get(asking('/x')) }

    then:
    isOpen() == open

    where:
    status || open
    403    || false
    404    || false
    429    || true
    500    || true
    503    || true
  }

  def "Retry-After '#field' with #status pauses at once: #paused"() {
    given:
    standIn.serve('/x', Reply.status(status).with('Retry-After', field))

    when:
    upstream().get(asking('/x'))

    then:
    isOpen() == paused

    where:
    status | field                           || paused
    429    | '60'                            || true
    503    | '60'                            || true
    503    | 'Fri, 01 Jan 2100 00:00:00 GMT' || true
    503    | 'Sun, 01 Jan 2023 00:00:00 GMT' || false
    503    | 'soon'                          || false
    404    | '60'                            || false
  }

  def "nobody is silenced for more than five minutes"() {
    expect:
    RetryAfter.parse('999999', InstantSource.system().instant()).get() == Duration.ofMinutes(5)
  }

  def "#base is no upstream"() {
    when:
    upstreams.open(URI.create(base))

    then:
    thrown(IllegalArgumentException)

    where:
    base << ['ftp://h/', 'http:///x', 'https://user:pw@h/', 'https://h/?q', 'https://h/#f', '/x']
  }
}
