package dev.fairlead.isobuild.minimal

import dev.fairlead.isobuild.iso.InvalidImageException
import dev.fairlead.isobuild.iso.IsoFile
import com.fasterxml.jackson.databind.json.JsonMapper
import spock.lang.Issue
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path

class MinimalIsoSpec extends Specification {
  static final String URL = 'https://images.example/boot-artifacts/rootfs?arch=x86_64&version=418.94'
  static final String ARGUMENT = " coreos.live.rootfs_url=\"$URL\""
  static final String ROOTFS = 'images/pxeboot/rootfs.img'
  static final Map<String, List<String>> ORDERS = [
    'first': [ROOTFS],
    'in the middle': ['isolinux/isolinux.bin', 'images/efiboot.img', ROOTFS],
    'last': ['images/efiboot.img', 'isolinux/isolinux.bin', 'isolinux/isolinux.cfg', 'EFI/fedora/grub.cfg', 'coreos/kargs.json', 'coreos/igninfo.json', 'images/pxeboot/initrd.img', 'images/pxeboot/vmlinuz', 'images/ignition.img', ROOTFS]]

  @TempDir
  Path folder

  def "with rootfs.img #place, the rest has the bytes, names and volume that it had"() {
    given:
    def full = full(order)

    when:
    def minimal = minimal(full)

    then:
    minimal.volume().volumeId() == 'rhcos-1'
    minimal.length() < full.length() - LiveFixture.ROOTFS + (3 << 20)
    minimal.length() % (1 << 20) == 0
    minimal.volumes().every { it.spaceSize() * 2048 == minimal.length() }
    minimal.find(ROOTFS).empty
    paths(minimal) == paths(full) - ROOTFS + 'images/assisted_installer_custom.img'
    ['images/pxeboot/initrd.img', 'images/pxeboot/vmlinuz', 'images/ignition.img', 'images/efiboot.img', 'coreos/igninfo.json'].every {
      bytes(minimal, it) == bytes(full, it)
    }

    where:
    [place, order] << ORDERS.collect { [it.key, it.value] }
  }

  def "with rootfs.img #place, all that boots points to where it lies now"() {
    when:
    def full = full(order)
    def minimal = minimal(full)
    def isolinux = minimal.find('isolinux/isolinux.bin').get().extents().first().offset()
    def efi = minimal.find('images/efiboot.img').get().extents().first().offset()
    def mbr = read(minimal, 0, 512)

    then: 'El Torito, the table in isolinux.bin, and the MBR that loads it'
    minimal.bootEntries()*.offset() == [isolinux, efi]
    read(minimal, isolinux + 8, 8).getInt(4) == isolinux.intdiv(2048)
    mbr.getLong(432) == isolinux.intdiv(512)

    and: 'load sizes are those that the firmware knew to read, not reckoned anew (defect 27)'
    minimal.bootEntries()*.loadSectors() == full.bootEntries()*.loadSectors()
    full.bootEntries()*.loadSectors().every { it > 0 }

    and: 'the whole image, and the EFI partition'
    mbr.getInt(458) - read(full, 0, 512).getInt(458) == (minimal.length() - full.length()).intdiv(512)
    mbr.getInt(470) == efi.intdiv(512)

    and: 'the historic headers: one follows, the other is gone'
    read(minimal, 32744, 24).getLong(8) == minimal.find('images/ignition.img').get().extents().first().offset()
    read(minimal, 32672, 72) == ByteBuffer.allocate(72)

    where:
    [place, order] << ORDERS.collect { [it.key, it.value] }
  }

  @Issue('https://github.com/coreos/coreos-assembler/issues/1990')
  def "with rootfs.img #place, the GPT and its copy at the end are sound"() {
    when:
    def minimal = minimal(full(order))
    long last = minimal.length().intdiv(512) - 1
    long efi = minimal.find('images/efiboot.img').get().extents().first().offset().intdiv(512)
    def headers = [1L, last].collect { read(minimal, it * 512, 512) }

    then:
    headers*.getLong(24) == [1, last]
    headers*.getLong(32) == [last, 1]
    headers.every { header ->
      def entries = read(minimal, header.getLong(72) * 512, 1024)
      def unchecked = header.duplicate().order(ByteOrder.LITTLE_ENDIAN).putInt(16, 0)
      int stored = read(minimal, header.getLong(24) * 512, 512).getInt(16)
      entries.getLong(40) < header.getLong(48) + 1 && entries.getLong(160) == efi && entries.getLong(168) == efi + 79 &&
        header.getInt(88) == LiveFixture.crc(entries.array()) && stored == LiveFixture.crc(unchecked.array(), 92)
    }

    where:
    [place, order] << ORDERS.collect { [it.key, it.value] }
  }

  def "both boot loaders fetch the root file system and load the ramdisk and nmstate"() {
    given:
    def nmstate = Files.write(folder.resolve('nmstate'), LiveFixture.bytes(3001, 9))

    when:
    def minimal = minimal(full([]), Optional.of(nmstate))

    then:
    text(minimal, 'EFI/fedora/grub.cfg').contains("linux /images/pxeboot/vmlinuz nosmt ignition.platform.id=metal$ARGUMENT\n####")
    text(minimal, 'EFI/fedora/grub.cfg').contains('initrd.img /images/ignition.img /images/assisted_installer_custom.img /images/nmstate.img\n')
    text(minimal, 'isolinux/isolinux.cfg').contains('append initrd=/images/pxeboot/initrd.img,/images/ignition.img,' +
      "/images/assisted_installer_custom.img,/images/nmstate.img nosmt ignition.platform.id=metal$ARGUMENT\n####")
    bytes(minimal, 'images/assisted_installer_custom.img') == new byte[1 << 20]
    bytes(minimal, 'images/nmstate.img') == Files.readAllBytes(nmstate)
  }

  @Issue('https://issues.redhat.com/browse/OCPBUGS-43501')
  def "coreos-installer finds the kernel arguments, all of them as long and the same"() {
    when:
    def minimal = minimal(full([]))
    def kargs = new JsonMapper().readValue(bytes(minimal, 'COREOS/KARGS.JSO'), Map)
    def areas = kargs.files.collect { text(minimal, it.path)[it.offset..<it.offset + kargs.size] }

    then:
    kargs.default == "nosmt ignition.platform.id=metal$ARGUMENT"
    areas.toSet() == [kargs.default + '\n' + '#' * 1023] as Set
    kargs.files.every { text(minimal, it.path).substring(it.offset + kargs.size).startsWith(LiveFixture.MARKER) }
  }

  def "new files have names in each tree, in order: #names"() {
    given:
    def fixture = LiveFixture.of([])
    fixture.rockRidge = rockRidge
    fixture.continued = continued
    fixture.joliet = joliet

    when:
    def minimal = minimal(IsoFile.open(fixture.write(folder.resolve('full.iso'))))

    then:
    minimal.find('IMAGES/ASSISTED.IMG').present
    minimal.find('images/assisted_installer_custom.img').present
    minimal.list()*.isoPath().find { it.startsWith('IMAGES/') } == 'IMAGES/ASSISTED.IMG'

    where:
    names               | rockRidge | continued | joliet
    'Rock Ridge'        | true      | false     | false
    'Joliet'            | false     | false     | true
    'both'              | true      | false     | true
    'continued records' | true      | true      | true
  }

  def "an image that isn't understood is refused: #reason"() {
    given:
    def fixture = LiveFixture.of([])
    change(fixture)

    when:
    minimal(IsoFile.open(fixture.write(folder.resolve('full.iso'))))

    then:
    def e = thrown(InvalidImageException)
    e.message == reason

    where:
    change                                                                              || reason
    ({ it.without('EFI/fedora/grub.cfg').without('isolinux/isolinux.cfg') })            || 'it has neither a grub.cfg nor an isolinux.cfg'
    ({ it.file('EFI/fedora/grub.cfg', 'nothing') })                                     || "its boot loader's configuration has no line of linux"
    ({ it.file('isolinux/isolinux.cfg', 'append x') })                                  || 'its isolinux.cfg loads no initrd'
    ({ it.file('coreos/kargs.json', '[]') })                                            || 'its coreos/kargs.json is not a JSON object'
    ({ it.file('coreos/kargs.json', '{"files":[{"path":"images/efiboot.img"}]}') })     || "its kernel arguments are in images/efiboot.img, which can't be changed"
    ({ it.file('coreos/kargs.json', '{"size":9,"files":[{"path":"EFI/fedora/grub.cfg","offset":0}]}') }) || 'its coreos/kargs.json does not say where the kernel arguments are'
  }

  def "a URL that a boot loader would take apart is refused: #url"() {
    when:
    MinimalIso.write(full([]), folder.resolve('out'), url, Optional.empty())

    then:
    def e = thrown(IOException)
    e.message.startsWith('the URL of rootfs.img must not contain blanks, quotes, $ or \\')

    where:
    url << ['http://a/$b', 'http://a/\\b', 'http://a/"b', 'http://a/ b']
  }

  private IsoFile full(List<String> order) {
    IsoFile.open(LiveFixture.of(order).write(folder.resolve('full.iso')))
  }

  private IsoFile minimal(IsoFile full, Optional<Path> nmstate = Optional.empty()) {
    def out = folder.resolve('minimal.iso')
    MinimalIso.write(full, out, URL, nmstate)
    IsoFile.open(out)
  }

  private static Set<String> paths(IsoFile iso) {
    iso.list()*.path() as Set
  }

  private static byte[] bytes(IsoFile iso, String path) {
    def buffer = iso.body(iso.find(path).get()).read()
    byte[] bytes = new byte[buffer.remaining()]
    buffer.get(bytes)
    bytes
  }

  private static String text(IsoFile iso, String path) {
    new String(bytes(iso, path), 'ISO-8859-1')
  }

  private static ByteBuffer read(IsoFile iso, long at, int count) {
    def bytes = LiveFixture.little(count)
    Files.newByteChannel(iso.file()).withCloseable { it.position(at).read(bytes) }
    bytes.flip()
  }
}
