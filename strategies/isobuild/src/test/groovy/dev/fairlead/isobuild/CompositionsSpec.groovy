package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.ID
import static dev.fairlead.isobuild.ImageService.INFRA_ENV
import static dev.fairlead.isobuild.ImageService.bytes
import static dev.fairlead.isobuild.ImageService.ignition
import static dev.fairlead.isobuild.ImageService.status
import static dev.fairlead.isobuild.ImageService.tag

import dev.fairlead.isobuild.store.ImageState.Ready
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.tck.FakeReply
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What was composed is used again for a while, and is never a mix of two answers. */
@Timeout(60)
class CompositionsSpec extends Specification {
  static final TARGET = "/byid/$ID/418.94/x86_64/full.iso"
  @TempDir Path folder
  ImageService service

  def setup() {
    service = ImageService.ready(folder)
  }

  void pass(Duration time) {
    service.context.clock.now += time
  }

  Instant modified(String target = TARGET) {
    (service.decide(target) as Serve).content().lastModified().get()
  }

  def "a thousand requests cost assisted-service one round, and are then decided at once"() {
    given:
    def first = service.strategy.decideAtOnce(service.request(TARGET))
    1000.times { service.decide(TARGET) }

    expect:
    first.empty
    service.assisted.targets('GET').sort() == [INFRA_ENV, ignition('full-iso')].sort()
    service.strategy.decideAtOnce(service.request(TARGET)).get() == service.decide(TARGET)
  }

  def "who asks while an image is composed waits for the same one"() {
    given:
    service.assisted.answers(ignition('full-iso'), FakeReply.of('{}'.bytes).after(Duration.ofMillis(300)))

    when:
    def tags = Executors.newVirtualThreadPerTaskExecutor().withCloseable { threads ->
      (1..50).collect { threads.submit({ tag(service.decide(TARGET)) } as Callable) }*.get()
    }

    then:
    tags.unique().size() == 1
    service.assisted.asked.size() == 2
  }

  def "another client, kind of image or infra-env is another composition"() {
    given:
    service.answers(apiKey: 'k')
    ["$TARGET?api_key=k", TARGET, "/byid/$ID/418.94/x86_64/minimal.iso", "/images/$ID/pxe-initrd?version=418.94"].each { service.decide(it) }

    expect:
    service.assisted.asked.size() == 2 + 2 + 3 + 2
  }

  def "the same answer later is the same image, with the same tag and date"() {
    given:
    service.answers(date: null)
    def first = service.decide(TARGET)
    def date = modified()
    pass(Duration.ofSeconds(11))

    expect:
    date == Instant.parse('2026-11-01T12:00:00Z')
    service.decide(TARGET) == first
    modified() == date
    service.assisted.asked.size() == 4
  }

  def "what changed is seen after the ttl at the latest, as another image with another tag and a later date"() {
    given:
    def first = service.decide(TARGET)
    service.answers(infraEnv: '{"kernel_arguments": "[{\\"operation\\": \\"append\\", \\"value\\": \\"p1\\"}]"}')
    pass(Duration.ofSeconds(9))
    def soon = service.decide(TARGET)
    pass(Duration.ofSeconds(2))
    def later = service.decide(TARGET)

    expect: 'the ignition has the same date still'
    tag(soon) == tag(first)
    tag(later) != tag(first)
    (later as Serve).content().lastModified().get() > (first as Serve).content().lastModified().get()
    bytes(first).length == bytes(later).length
  }

  def "every part of an image counts for its tag: #change"() {
    given:
    def target = "/byid/$ID/418.94/x86_64/minimal.iso"
    def first = tag(service.decide(target))
    service.answers(change)
    pass(Duration.ofHours(1))

    expect:
    tag(service.decide(target)) != first

    where:
    change << [[ignition: '{"ignition": {"version": "3.2.0"}}'], [ramdisk: 'another ramdisk.'],
        [infraEnv: '{"kernel_arguments": "[{\\"operation\\": \\"append\\", \\"value\\": \\"p1\\"}]"}']]
  }

  def "a date of #date is #expected"() {
    given:
    service.answers(date: date)

    expect:
    modified() == Instant.parse(expected)

    where:
    date                            || expected
    'Fri, 22 Apr 2022 18:11:09 GMT' || '2022-04-22T18:11:09Z'
    'nonsense'                      || '2026-11-01T12:00:00Z'
    null                            || '2026-11-01T12:00:00Z'
  }

  def "a failure is good for a second, and what was good before isn't mixed up with it"() {
    given:
    def first = service.decide(TARGET)
    service.assisted.answers(ignition('full-iso'), FakeReply.status(500))
    pass(Duration.ofSeconds(11))
    def failed = (1..10).collect { status(service.decide(TARGET)) }.unique()
    (1..100).any { service.assisted.asked.size() >= 4 || Thread.sleep(10) } // the call that nobody waited for
    def rounds = service.assisted.asked.size()
    service.answers()
    pass(Duration.ofMillis(1001))

    expect:
    failed == [500]
    rounds == 4
    service.decide(TARGET) == first
  }

  def "with answer-ttl: 0s each request asks again"() {
    given:
    service = ImageService.ready(folder, ['answer-ttl': '0s'])
    3.times { service.decide(TARGET) }

    expect:
    service.assisted.asked.size() == 6
  }

  def "memory is bounded: what was not used for longest is composed anew"() {
    given:
    service = ImageService.ready(folder, ['answer-cache': '4KiB'])
    def random = new byte[3000]
    new Random(1).nextBytes(random)
    service.answers(ignition: random.encodeBase64().toString()) // 3 KB, however well it is compressed
    def other = "/byid/$ID/418.94/x86_64/minimal.iso"
    [TARGET, other, other, TARGET].each { service.decide(it) }

    expect:
    service.assisted.targets('GET').count { it == ignition('full-iso') } == 2
    service.assisted.targets('GET').count { it == ignition('minimal-iso') } == 1
  }

  def "what assisted-service says is bounded"() {
    given:
    service = ImageService.ready(folder, ['assisted-service': [url: ImageService.ASSISTED, 'max-answer': '1KiB']])
    service.answers(ignition: 'x' * 1025)

    expect:
    status(service.decide(TARGET)) == 500
    service.decide(TARGET).detail().contains('over 1024 bytes')
  }

  def "the calls run side by side, under one time limit"() {
    given:
    service = ImageService.ready(folder, ['assisted-service': [url: ImageService.ASSISTED, timeout: '400ms']])
    def slow = FakeReply.of('{}'.bytes).after(Duration.ofMinutes(1))
    [ignition('full-iso'), INFRA_ENV].each { service.assisted.answers(it, slow) }
    def start = System.nanoTime()

    expect:
    status(service.decide(TARGET)) == 500
    service.decide(TARGET).detail() == 'error retrieving ignition content: assisted-service: timeout'
    System.nanoTime() - start < 10_000_000_000L
    service.assisted.asked.size() == 2
  }

  def "another file of the same name and length has another tag, and so has all that is made of it"() {
    given:
    def targets = [TARGET, "/images/$ID/pxe-initrd?version=418.94", '/boot-artifacts/rootfs?version=418.94']
    def before = targets.collect { tag(service.decide(it)) }
    def image = (service.images.all[0].state() as Ready).image()
    service.images.become(0, ImageService.state(image.full(), image.minimalIso(), image.nmstateArchive(), 'b' * 64))
    pass(Duration.ofHours(1))

    expect:
    [before, targets.collect { tag(service.decide(it)) }].transpose().every { old, now -> old != now }
  }
}
