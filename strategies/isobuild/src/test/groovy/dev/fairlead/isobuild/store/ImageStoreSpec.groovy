package dev.fairlead.isobuild.store

import dev.fairlead.isobuild.cpio.CpioWriter
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.Upstreams.Reach
import dev.fairlead.tck.FakeReply
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.Semaphore
import java.util.concurrent.atomic.AtomicInteger

/** Images come, stay over a restart, and fail each on its own. */
class ImageStoreSpec extends StoreSpecification {
  def "an image comes whole, with its derivatives and the notes of what they hold"() {
    given:
    with().serves(ISO)

    when:
    fixture.open()

    then:
    fixture.isReadyWithAll()
    Files.readAllBytes(fixture.file()) == ISO
    fixture.deriving.minimals == [[
        'rhcos-full-iso-418.94.1-x86_64.iso', 'https://images.example/iso/boot-artifacts/rootfs?arch=x86_64&version=418.94.1',
        'nmstatectl-418.94.1-x86_64']]
    fixture.image().state().image().nmstate().get().read().remaining() == 8
    fixture.names() == [
        '.rhcos-lock', 'rhcos-full-iso-418.94.1-x86_64.iso', 'rhcos-minimal-iso-418.94.1-x86_64.iso', 'nmstatectl-418.94.1-x86_64',
        '.rhcos-full-iso-418.94.1-x86_64.iso.sha256', '.rhcos-minimal-iso-418.94.1-x86_64.iso.sha256',
        '.rhcos-nmstatectl-418.94.1-x86_64.sha256'] as Set
    fixture.context.metrics().count('fairlead.isobuild.downloaded.bytes', 'mount', 'm') == ISO.length
    fixture.context.metrics().gauge('fairlead.isobuild.images', 'mount', 'm', 'state', 'ready') == 1
    fixture.store().find('418.94.1', 'x86_64', ImageType.MINIMAL).get().is(fixture.image())
  }

  def "a restart fetches and makes nothing again, a disconnected ISO included (defect 14), and leaves strangers alone"() {
    given:
    def images = [StoreFixture.entry(), StoreFixture.entry(version: '9', type: 'disconnected-iso')]
    with(images: images).serves(ISO)
    fixture.serves(ISO, '9')
    fixture.open()
    assert fixture.isReadyWithAll() && fixture.becomes('ready', 1)
    fixture.close()
    ['stranger.iso', 'rhcos-notes.txt', 'rhcos-full-iso-old-x86_64.iso', '.rhcos-full-iso-old-x86_64.iso.part', 'nmstatectl-old-x86_64',
     '.rhcos-tmp123'].each { Files.writeString(fixture.data.resolve(it), 'x') }

    when:
    def before = fixture
    with(images: images).open()

    then:
    fixture.isReadyWithAll()
    fixture.becomes('ready', 1)
    fixture.mirror().asked.empty
    fixture.deriving.minimals.empty && fixture.deriving.archives.empty
    before.deriving.minimals.size() == 1
    fixture.names().count { it.contains('old') || it.contains('tmp123') } == 0
    fixture.names().containsAll(['stranger.iso', 'rhcos-notes.txt', 'rhcos-disconnected-iso-9-x86_64.iso'])
  }

  def "#what: it fails with a reason (#reason), no file appears, and the others are served (defect 25, asks 1 and 8)"() {
    given:
    with(images: [StoreFixture.entry(extra), StoreFixture.entry(version: 'good')])
    fixture.limits = new Limits(100_000, 2000, Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(1))
    fixture.mirror().answers('/418.94.1.iso', reply)
    fixture.serves(ISO, 'good')

    when:
    fixture.open()

    then:
    fixture.becomes('failed')
    fixture.why() =~ why
    (fixture.image().state() as ImageState.Failed).nextTry() == fixture.context.clock().now + Duration.ofMinutes(1)
    !Files.exists(fixture.file())
    fixture.isReadyWithAll(1)
    fixture.failures(reason) == 1

    where:
    what                      | reply                                                              | extra               || reason     | why
    '404'                     | FakeReply.status(404)                                              | [:]                 || 'status'   | /answers 404/
    '500'                     | FakeReply.status(500)                                              | [:]                 || 'status'   | /answers 500/
    'a page'                  | FakeReply.of('<html>'.bytes, ['Content-Type': 'text/html'])        | [:]                 || 'content'  | /page/
    'compressed'              | FakeReply.of(ISO, ['Content-Encoding': 'gzip'])                    | [:]                 || 'content'  | /compressed/
    'no ISO at all'           | FakeReply.of(new byte[300_000])                                    | [:]                 || 'content'  | /./
    'nothing'                 | FakeReply.of(new byte[0])                                          | [:]                 || 'content'  | /./
    'another system'          | FakeReply.of(StoreFixture.iso(volumeId: 'Fedora-WS'))              | [:]                 || 'content'  | /Fedora-WS/
    'a small rootfs'          | FakeReply.of(StoreFixture.iso(rootfs: 99_999))                     | [:]                 || 'content'  | /rootfs.img has 99999 bytes, fewer than 100000/
    'no rootfs'               | FakeReply.of(StoreFixture.iso(rootfs: 0))                          | [:]                 || 'content'  | /has no .*rootfs.img/
    'a small kernel'          | FakeReply.of(StoreFixture.iso(kernel: 1999))                       | [:]                 || 'content'  | /vmlinuz has 1999 bytes/
    'another checksum'        | FakeReply.of(ISO)                                                  | [sha256: 'A' * 64]  || 'content'  | /SHA-256 is [0-9a-f]{64}, not a{64}/
    'short of its length'     | FakeReply.of(ISO, ['Content-Length': "${ISO.length + 1}".toString()]) | [:]              || 'network'  | /broke off after/
    'longer than its length'  | FakeReply.of(ISO, ['Content-Length': "${ISO.length - 1}".toString()]) | [:]              || 'content'  | /more bytes/
    'cut'                     | FakeReply.of(ISO).cutAfter(1000)                                   | [:]                 || 'network'  | /broke off/
    'no answer'               | FakeReply.failing(Doubt.NETWORK)                                   | [:]                 || 'network'  | /mirror.example gives no answer \(network\)/
    'a redirect elsewhere'    | FakeReply.status(302, [Location: 'https://cdn.example/x?token=s3']) | [:]                || 'redirect' | /^the source redirects to https:\/\/cdn.example, which redirect-hosts doesn't name$/
    'a redirect to http'      | FakeReply.status(302, [Location: 'http://mirror.example/x'])       | [:]                 || 'redirect' | /https/
    'a redirect to a file'    | FakeReply.status(302, [Location: 'file:///etc/passwd'])            | [:]                 || 'redirect' | /no http/
    'a redirect to itself'    | FakeReply.status(302, [Location: '/418.94.1.iso'])                 | [:]                 || 'redirect' | /more than 5/
    'a redirect to nowhere'   | FakeReply.status(302)                                              | [:]                 || 'redirect' | /without saying where/
  }

  def "the root file system must be the one that the initramfs wants: #what"() {
    given:
    def rootfs = new byte[120_000].tap { new Random(1).nextBytes(it) }
    def sums = rootfs.toList().collate(65_536).collect { part -> Sha256.hex(Sha256.start().tap { it.update(part as byte[]) }) }
    def archive = new ByteArrayOutputStream()
    new CpioWriter(archive).withCloseable {
      it.add('etc/coreos-live-want-rootfs', CpioWriter.FILE, "stream-hash sha256 65536\n${change(sums).join('\n')}\n".getBytes('UTF-8'))
    }
    with().serves(StoreFixture.iso(initrd: archive.toByteArray()))
    fixture.limits = new Limits(100_000, 2000, Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(1))

    when:
    fixture.open()

    then:
    fixture.becomes(state)
    state == 'ready' || fixture.why() == "its root file system isn't the one that its initramfs wants"
    Files.exists(fixture.file()) == (state == 'ready')

    where:
    what          | change                               || state
    'it is'       | { it }                               || 'ready'
    'one differs' | { [it[0], it[0]] }                   || 'failed'
    'one lacks'   | { [it[0]] }                          || 'failed'
    'unreadable'  | { ['x'] }                            || 'ready'
  }

  def "how sources are reached is said to the host"() {
    given:
    with(download: ['ca-file': '/ca.pem', insecure: 'true', 'idle-timeout': '5s'])

    when:
    fixture.open()

    then:
    fixture.context.upstreams().reached[StoreFixture.MIRROR] ==
        new Reach(Optional.of(Path.of('/ca.pem')), true, Optional.of(Duration.ofSeconds(5)))
  }

  def "close ends what runs, and the next start goes on"() {
    given:
    with().mirror().answers('/418.94.1.iso') { call -> StoreFixture.file(ISO).cutAfter(100_000) }
    fixture.limits = new Limits(100_000, 2000, Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(1))
    fixture.open()
    assert fixture.becomes('failed')

    when:
    long start = System.nanoTime()
    fixture.close()

    then:
    System.nanoTime() - start < 3_000_000_000
    Files.size(fixture.part()) == 100_000

    when:
    with().serves(ISO)
    fixture.open()

    then:
    fixture.isReadyWithAll()
    fixture.mirror().asked*.fields*.Range == ['bytes=100000-']
  }

  def "retries come later and later, but begin anew after progress"() {
    expect:
    (1..5).collect { new Limits(1, 1, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ZERO).retry(it).toSeconds() } == [1, 2, 4, 5, 5]
    Limits.STANDARD.retry(1000) == Duration.ofMinutes(10)
  }

  def "at most so many come at once"() {
    given:
    def gate = new Semaphore(0)
    def now = new AtomicInteger()
    def most = new AtomicInteger()
    with(images: (1..5).collect { StoreFixture.entry(version: "v$it".toString()) }, 'parallel-downloads': 2)
    (1..5).each { fixture.mirror().answers("/v${it}.iso".toString()) { call ->
      int at = now.incrementAndGet()
      most.accumulateAndGet(at, Math::max)
      gate.acquire()
      now.decrementAndGet()
      StoreFixture.file(ISO)
    } }

    when:
    fixture.open()

    then:
    StoreFixture.eventually { now.get() == 2 }
    fixture.store().all()*.state()*.token().countBy { it } == [downloading: 2, pending: 3]

    when:
    gate.release(5)

    then:
    (0..4).every { fixture.isReadyWithAll(it) }
    most.get() == 2
  }
}
