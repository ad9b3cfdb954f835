package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.ID

import dev.fairlead.isobuild.image.LiveImage
import dev.fairlead.isobuild.iso.LiveIso
import dev.fairlead.isobuild.store.ImageType
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.RouteDecision.Fail
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.tck.FakeBucketObjects
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.time.Duration
import java.util.concurrent.CompletableFuture
import spock.lang.Specification
import spock.lang.TempDir

/** ISOs by way of S3. */
class DispatchSpec extends Specification {
  static final TARGET = "/byid/$ID/418.94/x86_64/full.iso"
  static final DELIVER = [deliver: [to: 's3', bucket: 'isos', region: 'us-east-1', expiry: '5m']]
  @TempDir Path folder
  Path file
  ImageService service

  def setup() {
    file = folder.resolve('rhcos-full-iso-418.94-x86_64.iso')
    LiveIso.x86(holes: ['hole.img': 12L << 20]).write(file)
    note(MessageDigest.getInstance('SHA-256').digest(Files.readAllBytes(file)).encodeHex().toString())
    service = new ImageService(DELIVER, folder)
    service.images.with('418.94', 'x86_64', ImageType.FULL, ImageService.state(LiveImage.open(file)))
    service.answers()
  }

  void note(String sha256) {
    Files.writeString(folder.resolve(".${file.fileName}.sha256"), "$sha256  ${file.fileName}\n")
  }

  FakeBucketObjects getBucket() { service.context.objectStores().of('isos').objects }

  void later(Duration time) { service.context.clock.now += time }

  /** What S3 holds of images. */
  List<String> images() { bucket.objects.keySet().findAll { it.startsWith('isobuild/images/') } as List }

  void upload() { service.context.background.perform(service.strategy) }

  def "an ISO is served from here until its base is in the bucket, and from there afterwards, byte for byte the same"() {
    when:
    def first = service.decide(TARGET)

    then:
    first instanceof Serve
    first.trace().reason() == 's3-base-missing'
    service.context.background.offered as List == ["base ${file.fileName}"]
    service.decide(TARGET) instanceof Serve
    service.context.background.offered.size() == 1

    when:
    upload()
    def second = service.decide(TARGET)

    then:
    second instanceof Redirect
    second.status() == 307
    second.trace().reason() == 'iso-s3'
    second.location().replaceFirst('[0-9a-f]{32}', 'NAME') ==
        "https://isos.s3.us-east-1.amazonaws.com/isobuild/images/NAME/$ID-discovery.iso?method=GET&by=own&life=300"
    Arrays.equals(bucket.objects[images().first()].content, (first as Serve).content().body().stream().readAllBytes())
    service.context.metrics.count('fairlead.isobuild.composed', 'mount', 'm') == 1
    service.context.metrics.count('fairlead.isobuild.composed.sent.bytes', 'mount', 'm') <= 10 << 20
  }

  def "an image is put together once, and again when S3's lifecycle may soon delete it"() {
    given:
    service.decide(TARGET)
    upload()
    def composed = { bucket.calls.count { it.startsWith('compose') } }

    when:
    (1..20).collect { CompletableFuture.supplyAsync { service.decide(TARGET) } }*.join()

    then:
    composed() == 1

    when: 'another replica, or later'
    later(Duration.ofHours(11))
    service.decide(TARGET)

    then:
    composed() == 1

    when:
    later(Duration.ofHours(2))
    service.decide(TARGET)

    then:
    composed() == 2
    images().size() == 1
  }

  def "other bytes, of whatever they are, have another key"() {
    given:
    service.decide(TARGET)
    upload()
    service.decide(TARGET)

    when:
    service.answers(ignition: '{"ignition": {"version": "3.4.0"}}')
    later(Duration.ofMinutes(1))
    service.decide(TARGET)

    then:
    images().size() == 2
  }

  def "a HEAD gets a URL that is signed for it; what only wants to know puts nothing together"() {
    given:
    service.decide(TARGET)
    upload()

    expect:
    service.strategy.explain(service.request(TARGET)) instanceof Serve
    images() == []
    (service.decide('HEAD', TARGET) as Redirect).location().contains('method=HEAD')
    service.strategy.decideAtOnce(service.request(TARGET)).empty
  }

  def "#what is sent from here over HTTP"() {
    given:
    service.decide(TARGET)
    upload()

    expect:
    service.decide(target) instanceof Serve

    where:
    what           | target
    'an initrd'    | "/images/$ID/pxe-initrd?version=418.94"
    'the rootfs'   | '/boot-artifacts/rootfs?version=418.94'
  }

  def "while #trouble, an ISO is sent from here, and S3 is left alone for a while"() {
    given:
    service.decide(TARGET)
    upload()
    cause(service)

    when:
    def decision = service.decide(TARGET)

    then:
    decision instanceof Serve
    decision.trace().reason() == 's3-failed'

    when:
    mend(service)
    later(Duration.ofSeconds(30))

    then:
    service.decide(TARGET) instanceof Redirect

    where:
    trouble              | cause                                                                                                                                  | mend
    'S3 fails'           | { it.context.objectStores().of('isos').objects.before = { op, key -> if (op == 'compose') throw new IOException('S3 answers 503') } } | { it.context.objectStores().of('isos').objects.before = { op, key -> } }
    'nothing is signed'  | { it.context.objectStores().of('isos').presignFails = Optional.of(Doubt.CREDENTIALS) }                                                | { it.context.objectStores().of('isos').presignFails = Optional.empty() }
  }

  def "a base that was deleted comes again"() {
    given:
    service.decide(TARGET)
    upload()
    service.decide(TARGET)
    bucket.objects.clear()
    later(Duration.ofMinutes(2))

    expect:
    service.decide(TARGET).trace().reason() == 's3-failed'

    when:
    later(Duration.ofSeconds(30))

    then:
    service.decide(TARGET).trace().reason() == 's3-base-missing'

    when:
    upload()

    then:
    service.decide(TARGET) instanceof Redirect
  }

  def "a file that isn't verified yet, or isn't what it was, doesn't get into the bucket"() {
    when:
    Files.delete(folder.resolve(".${file.fileName}.sha256"))

    then:
    service.decide(TARGET).trace().reason() == 's3-base-unverified'
    service.context.background.offered.empty

    when:
    note('0' * 64)
    service.decide(TARGET)
    upload()

    then:
    def e = thrown(UncheckedIOException)
    e.message.contains("doesn't hold any more")
    bucket.objects.isEmpty()
    bucket.unfinished.get() == 0
  }

  def "under Lambda what is too large to send is 503 until S3 has it, and then there, with what machines boot from"() {
    given:
    service.close()
    service = new ImageService(DELIVER, folder, false)
    service.images.with('418.94', 'x86_64', ImageType.FULL, ImageService.state(LiveImage.open(file)))
    service.answers()

    when:
    def first = service.decide(TARGET)

    then:
    first instanceof Fail
    first.status() == 503
    first.fields() == ['Retry-After': '10']
    first.detail().contains('on its way')

    when:
    upload()

    then:
    service.decide(TARGET) instanceof Redirect
    service.decide('/boot-artifacts/kernel?version=418.94') instanceof Serve // as small as it is here
  }

  def "work that names no image is refused: #work"() {
    when:
    service.strategy.perform(work)

    then:
    thrown(IllegalArgumentException)

    where:
    work << ['', 'base', 'base ', 'base ../x', 'base .rhcos-lock', 'base a/b', 'other x']
  }
}
