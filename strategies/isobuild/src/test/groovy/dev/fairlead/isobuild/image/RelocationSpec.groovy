package dev.fairlead.isobuild.image

import dev.fairlead.isobuild.iso.LiveIso
import dev.fairlead.spi.Body
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Timeout

@Timeout(60)
class RelocationSpec extends ImageSpecification {
  def "a config that is too large for its place goes behind the image (#options)"() {
    given:
    def fixture = historic ? LiveIso.historic() : LiveIso.x86(options)
    def image = open(fixture)
    def large = '{"x":"' + Base64.encoder.encodeToString(noise(40_000)) + '"}'
    def body = image.iso(with(ignition: large, arguments: [['append', 'p1']]))
    def got = written(body)

    expect:
    body.length() > image.length()
    body.length() % 2048 == 0
    got.iso().volumes().every { it.spaceSize() * 2048 == body.length() }
    config(got.file('images/ignition.img').get()).get() == large
    config(got.embedded()).get() == large
    got.kernelArguments().get() == LiveIso.DEFAULT + ' p1'
    got.rootfs().get().read() == image.rootfs().get().read()

    and: 'each tree names its new place, and the header too'
    def place = got.iso().find('images/ignition.img').get().extents()[0]
    got.iso().records().count { it.offset() == place.offset() && it.length() == place.length() } == got.iso().volumes().size()
    !historic || new IgnitionAreaHeader(got.file()).place() == [place.offset(), place.length()]

    and: 'sent whole or in parts'
    def random = new Random(11)
    def all = bytes(body)
    (1..200).every {
      int from = random.nextInt(all.length)
      int count = random.nextInt(all.length - from)
      body.slice(from, count).read() == ByteBuffer.wrap(all, from, count)
    }

    where:
    options                             | historic
    [:]                                 | false
    [joliet: false]                     | false
    [rockRidge: false, continued: true] | false
    [:]                                 | true
  }

  def "any range of a customised image is that part of the whole"() {
    given:
    def body = open(LiveIso.minimal()).iso(with(ignition: CONFIG, ramdisk: 'r', arguments: [['append', 'a']]))
    def all = bytes(body)
    def random = new Random(13)

    expect:
    (1..500).every {
      int from = random.nextInt(all.length)
      int count = random.nextInt(all.length - from + 1)
      body.slice(from, count).read() == ByteBuffer.wrap(all, from, count)
    }
  }

  def "areas beyond 4 GiB of an image of 60 GiB are patched where they are"() {
    given:
    long ignition = 41L << 30
    long grub = 59L << 30
    def fixture = LiveIso.x86(holes: [payload: 30L << 30], pieces: [payload: 10],
      places: ['payload': 10L << 30, 'images/ignition.img': ignition, 'EFI/redhat/grub.cfg': grub, 'zipl.prm': 60L << 30])
    def image = open(fixture)
    def body = image.iso(with(ignition: CONFIG, arguments: [['append', 'far']]))
    def archive = LiveIso.padded(LiveIso.gzip(LiveIso.cpio('config.ign': CONFIG.bytes)))

    expect:
    body.length() == image.length()
    body.length() > 60L << 30
    bytes(body.slice(ignition, archive.length)) == archive
    new String(bytes(body.slice(grub, LiveIso.grub().length()))).contains("$LiveIso.DEFAULT far\n###")

    and: 'nothing but these and the other boot loader is from memory'
    body.segments().findAll { !(it instanceof Body.FileRange) }.sum { it.length() } == LiveIso.IGNITION + 2 * LiveIso.SIZE
  }

  static class IgnitionAreaHeader {
    final ByteBuffer header

    IgnitionAreaHeader(Path file) {
      header = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN)
    }

    List<Long> place() {
      [header.getLong(IgnitionArea.HEADER_AT + 8), header.getLong(IgnitionArea.HEADER_AT + 16)]
    }
  }
}
