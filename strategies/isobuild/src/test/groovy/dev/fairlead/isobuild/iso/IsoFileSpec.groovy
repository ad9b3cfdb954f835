package dev.fairlead.isobuild.iso

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class IsoFileSpec extends Specification {
  @TempDir
  Path folder

  static IsoFixture small(Map options = [:]) {
    new IsoFixture(options)
      .file('coreos/kargs.json', '{}')
      .file('images/a-long-name.image', 'a' * 3000)
      .file('zipl.prm', 'z')
      .file('empty', '')
  }

  String text(IsoFile iso, String path) {
    StandardCharsets.UTF_8.decode(iso.body(iso.find(path).get()).read()).toString()
  }

  def "files are found by their names (#options)"() {
    given:
    def iso = IsoFile.open(small(options).write(folder.resolve('small.iso')))

    expect:
    text(iso, 'coreos/kargs.json') == '{}'
    text(iso, 'images/a-long-name.image') == 'a' * 3000
    text(iso, 'ZIPL.PRM') == 'z'
    text(iso, 'empty') == ''
    text(iso, 'COREOS/KARGS.JSO') == '{}'
    iso.find('coreos').get().directory()
    iso.find('nowhere').empty
    iso.find('kargs.json').empty
    iso.volume().volumeId() == 'rhcos-418.94.202501010000-0'
    iso.volume().spaceSize() * 2048 == iso.length()

    where:
    options << [[:], [joliet: false], [rockRidge: false], [rockRidge: false, joliet: false], [continued: true]]
  }

  def "a directory that had to move is seen where it was"() {
    given:
    def image = new IsoFixture(moved: ['a/b'], joliet: false).file('a/b/c/file', 'deep')
    def iso = IsoFile.open(image.write(folder.resolve('moved.iso')))

    expect:
    text(iso, 'a/b/c/file') == 'deep'
    iso.list()*.path() as Set == ['a', 'a/b', 'a/b/c', 'a/b/c/file', 'rr_moved'] as Set
  }

  def "a file in several extents is one, and in one piece if they follow one another"() {
    given:
    def bytes = new byte[10_000]
    new Random(1).nextBytes(bytes)
    def iso = IsoFile.open(new IsoFixture(pieces: ['big': 3]).file('big', bytes).write(folder.resolve('big.iso')))
    def entry = iso.find('big').get()

    expect:
    entry.extents().size() == 3
    entry.size() == 10_000
    iso.body(entry).read() == ByteBuffer.wrap(bytes)
    entry.position(9000, 1000) == entry.extents()[0].offset() + 9000

    when:
    entry.position(9001, 1000)

    then:
    thrown(InvalidImageException)

    when:
    new IsoEntry('x', 'X', false, [new Extent(0, 0, 2048), new Extent(0, 8192, 10)]).position(0, 1)

    then:
    thrown(InvalidImageException)
  }

  def "offsets beyond 4 GiB are right, in a file of 60 GiB"() {
    given:
    long far = 50L << 30
    def image = new IsoFixture(holes: [hole: 9L << 30], pieces: [hole: 3], places: ['deep/file': far])
    image.places['end'] = 60L << 30
    def iso = IsoFile.open(image.file('deep/file', 'far away').file('end', 'e').write(folder.resolve('sparse.iso')))

    expect:
    iso.length() > 60L << 30
    iso.find('deep/file').get().position(0, 8) == far
    text(iso, 'deep/file') == 'far away'
    iso.find('hole').get().size() == 9L << 30
  }

  def "the boot catalogue says what firmware loads"() {
    given:
    def image = small().file('isolinux/isolinux.bin', 'bios').file('images/efiboot.img', 'uefi')
    def iso = IsoFile.open(image.write(folder.resolve('boot.iso')))

    expect:
    iso.bootEntries()*.platform() == [0, BootEntry.UEFI]
    iso.bootEntries()*.offset() == [image.offsets()['isolinux/isolinux.bin'], image.offsets()['images/efiboot.img']]
    iso.bootEntries().every { it.bootable() && it.media() == 0 && it.loadSectors() == 4 }
  }

  def "each record is where the index says"() {
    given:
    def path = small().write(folder.resolve('records.iso'))
    def iso = IsoFile.open(path)
    def bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN)

    expect:
    iso.records().size() > 20
    iso.records().every { it.offset() == 2048L * bytes.getInt((int) it.record() + Extent.BLOCK_AT) }
    iso.records().containsAll(iso.list()*.extents().flatten())
  }

  def "what isn't an image is refused: #what"() {
    given:
    def path = small().write(folder.resolve('bad.iso'))
    def bytes = Files.readAllBytes(path)
    Files.write(path, change(bytes))

    when:
    IsoFile.open(path)

    then:
    def e = thrown(InvalidImageException)
    e.message.contains(message)

    where:
    what                     | message                | change
    'nothing'                | 'beyond the end'       | { it -> new byte[0] }
    'zeros'                  | 'CD001'                | { it -> new byte[100_000] }
    'one that lacks its end'  | 'cut short'            | { it -> Arrays.copyOf(it, it.length - 2048) }
    'blocks of 512'          | '512 bytes'            | { it -> it[16 * 2048 + 128] = 0; it[16 * 2048 + 129] = 2; it }
    'descriptors without end'| 'no primary'           | { it -> it[16 * 2048] = 9; it[18 * 2048] = 9; it }
    'a root far away'        | 'beyond the end'       | { it -> it[16 * 2048 + 156 + 5] = 0x7f; it }
    'a broken catalogue'     | 'boot catalogue'       | { it -> it[bootCatalogue(it) + 5] = 7; it }
  }

  static int bootCatalogue(byte[] bytes) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(17 * 2048 + 71) * 2048
  }

  def "whatever is damaged, reading ends and only ever refuses"() {
    given:
    def path = small(continued: continued, moved: continued ? ['images'] : []).write(folder.resolve('hostile.iso'))
    def bytes = Files.readAllBytes(path)
    def random = new Random(7)

    expect: 'another exception, or none to come back from, is a bug'
    (1..400).each {
      def broken = bytes.clone()
      (1..(1 + random.nextInt(8))).each {
        broken[16 * 2048 + random.nextInt(bytes.length - 16 * 2048)] = (byte) [0, 1, 0x7f, 0xff, random.nextInt()][random.nextInt(5)]
      }
      Files.write(path, broken)
      try {
        IsoFile.open(path).list()
      } catch (InvalidImageException ignored) {
      }
    }

    where:
    continued << [false, true]
  }

  def "a directory that holds itself is read once"() {
    given:
    def path = small(joliet: false, rockRidge: false).write(folder.resolve('loop.iso'))
    def iso = IsoFile.open(path)
    def record = iso.find('images').get().extents()[0].record()
    new RandomAccessFile(path.toFile(), 'rw').withCloseable {
      it.seek(record + Extent.BLOCK_AT)
      it.write(VolumeDescriptor.bothEndian(iso.volume().root().offset().intdiv(2048)))
    }

    expect:
    IsoFile.open(path).list().size() == iso.list().size() - 1
  }
}
