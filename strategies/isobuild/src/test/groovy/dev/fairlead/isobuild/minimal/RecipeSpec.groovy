package dev.fairlead.isobuild.minimal

import dev.fairlead.isobuild.iso.InvalidImageException
import dev.fairlead.isobuild.iso.IsoFile
import dev.fairlead.spi.Body
import org.tukaani.xz.LZMA2Options
import org.tukaani.xz.XZOutputStream
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest

class RecipeSpec extends Specification {
  @TempDir
  Path folder

  def "an image with the recipe of its minimal one is rebuilt by it, and then edited"() {
    given: 'the recipe takes the larger files out of the full image'
    def official = LiveFixture.of([]).without('images/pxeboot/rootfs.img')
    def minimal = IsoFile.open(official.write(folder.resolve('official.iso')))
    def fixture = LiveFixture.of([])
    fixture.file('coreos/miniso.dat', new byte[400_000])
    def full = IsoFile.open(fixture.write(folder.resolve('full.iso')))
    def recipe = recipe(minimal, full, ['images/pxeboot/initrd.img', 'images/pxeboot/vmlinuz'])
    put(full, 'coreos/miniso.dat', recipe)

    when:
    def out = folder.resolve('out.iso')
    MinimalIso.write(IsoFile.open(full.file()), out, 'http://a/rootfs', Optional.empty())
    def made = IsoFile.open(out)

    then:
    made.list()*.path() as Set == (minimal.list()*.path() as Set) + 'images/assisted_installer_custom.img'
    made.body(made.find('images/pxeboot/vmlinuz').get()).read() == full.body(full.find('images/pxeboot/vmlinuz').get()).read()
    made.bootEntries()*.offset() == minimal.bootEntries()*.offset()
    !Files.exists(folder.resolve('out.iso.base'))
  }

  def "a recipe that gives another image than it says is refused, and leaves nothing between"() {
    given:
    def minimal = IsoFile.open(LiveFixture.of([]).without('images/pxeboot/rootfs.img').write(folder.resolve('official.iso')))
    def full = IsoFile.open(LiveFixture.of([]).file('coreos/miniso.dat', new byte[400_000]).write(folder.resolve('full.iso')))
    def recipe = recipe(minimal, full, ['images/pxeboot/vmlinuz'])
    put(full, 'coreos/miniso.dat', recipe)
    put(full, 'images/pxeboot/vmlinuz', [1, 2, 3] as byte[])

    when:
    MinimalIso.write(IsoFile.open(full.file()), folder.resolve('out.iso'), 'http://a/rootfs', Optional.empty())

    then:
    def e = thrown(InvalidImageException)
    e.message.endsWith('has another SHA-256 than said there')
    !Files.exists(folder.resolve('out.iso.base'))
  }

  def "a damaged recipe is refused: #reason"() {
    when:
    Recipe.read(Body.of(bytes as byte[]))

    then:
    def e = thrown(InvalidImageException)
    e.message == "its coreos/miniso.dat $reason"

    where:
    bytes                                                          || reason
    []                                                             || 'is cut short'
    'MINISO'.bytes.toList() + [0, 1, 1]                            || 'is of an unknown version'
    'MINISO'.bytes.toList() + [0, 0, 2]                            || 'is of an unknown version'
    'MINISO'.bytes.toList() + [0, 0, 1, 200]                       || 'is cut short'
    'MINISO'.bytes.toList() + [0, 0, 1, 0, 254]                    || 'has a number out of range'
    'MINISO'.bytes.toList() + [0, 0, 1, 0, 253] + [255] * 8        || 'has a number out of range'
    'MINISO'.bytes.toList() + [0, 0, 1, 0, 252, 255, 255, 255, 0]  || 'lists too many files'
  }

  private static void put(IsoFile iso, String path, byte[] bytes) {
    new RandomAccessFile(iso.file().toFile(), 'rw').withCloseable {
      it.seek(iso.find(path).get().extents().first().offset())
      it.write(bytes)
    }
  }

  private static byte[] recipe(IsoFile minimal, IsoFile full, List<String> paths) {
    byte[] image = Files.readAllBytes(minimal.file())
    def out = new ByteArrayOutputStream()
    out.write('MINISO\0\0'.bytes)
    out.write([1, 3, 65, 66, 67, paths.size()] as byte[])
    def between = new ByteArrayOutputStream()
    int end = 0
    paths.collect { [minimal.find(it).get().extents().first(), full.find(it).get().extents().first()] }.sort { it[0].offset() }.each { to, from ->
      [to.offset() / 2048, from.offset() / 2048, to.length()].each { out.write(number(it as long)) }
      between.write(image, end, to.offset() - end as int)
      end = to.offset() + to.length()
    }
    between.write(image, end, image.length - end)
    out.write(MessageDigest.getInstance('SHA-256').digest(image))
    def packed = new ByteArrayOutputStream()
    new XZOutputStream(packed, new LZMA2Options(0)).withCloseable { it.write(between.toByteArray()) }
    out.write(number(packed.size()))
    packed.writeTo(out)
    out.toByteArray()
  }

  private static byte[] number(long value) {
    value < 251 ? [value] as byte[] :
      value < 65536 ? LiveFixture.little(3).put((byte) 251).putShort((short) value).array() :
      LiveFixture.little(5).put((byte) 252).putInt((int) value).array()
  }
}
