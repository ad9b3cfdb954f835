package dev.fairlead.isobuild.command

import dev.fairlead.isobuild.iso.LiveIso
import java.nio.file.Files

class ExtractCommandSpec extends IsoCommandSpecification {

  def "what a network boot loads gets the image's name"() {
    given:
    iso(image)

    expect:
    fairlead('extract', 'pxe', 'DIR/base.iso', '-o', 'DIR/pxe/here') == 0
    Files.readString(folder.resolve("pxe/here/base-$kernel")) == 'kernel'
    bytes('pxe/here/base-initrd.img') == LiveIso.initrd()
    bytes('pxe/here/base-rootfs.img') == LiveIso.ROOTFS
    console.text().readLines().size() == 3

    where:
    image           || kernel
    LiveIso.x86()   || 'vmlinuz'
    LiveIso.s390x() || 'kernel.img'
  }

  def "one that is there stays, and then none is written"() {
    given:
    iso(LiveIso.x86())
    file('base-rootfs.img', 'precious')

    expect:
    fairlead('extract', 'pxe', 'DIR/base.iso', '-o', 'DIR') == 1
    said() == "fairlead: 'DIR/base-rootfs.img' is there already, and isn't overwritten"
    names() == ['base.iso', 'base-rootfs.img'] as Set
  }

  def "one file is written to a file or to the standard output"() {
    given:
    iso(LiveIso.x86())

    expect:
    fairlead('extract', 'file', 'DIR/base.iso', '/zipl.prm', '-o', 'DIR/zipl') == 0
    bytes('zipl') == LiveIso.DEFAULT.bytes
    fairlead('extract', 'file', 'DIR/base.iso', 'zipl.prm', '-o', '-') == 0
    console.text() == LiveIso.DEFAULT
  }

  def "a minimal image fetches what it lacks, and can be customised"() {
    given:
    iso(LiveIso.x86())
    file('config.ign', CONFIG)
    file('net.cpio', LiveIso.cpio('etc/assisted/network/a': 'a'.bytes))

    expect:
    fairlead('extract', 'minimal', 'DIR/base.iso', '-o', 'DIR/minimal.iso', '--rootfs-url', 'http://h/r.img') == 0
    def seen = inspected('minimal.iso')
    seen.kernelArguments.default.endsWith('coreos.live.rootfs_url="http://h/r.img"')
    !seen.customised
    !seen.artifacts.containsKey('images/pxeboot/rootfs.img')
    seen.artifacts['images/assisted_installer_custom.img'] == 1 << 20
    names() == ['base.iso', 'config.ign', 'net.cpio', 'minimal.iso'] as Set
    fairlead('customize', 'DIR/minimal.iso', '-o', 'DIR/mine.iso', '--ignition', 'DIR/config.ign', '--ramdisk', 'DIR/net.cpio') == 0
    fairlead('extract', 'file', 'DIR/mine.iso', 'images/assisted_installer_custom.img', '-o', '-') == 0
    console.printed.toByteArray().toList().subList(0, 6) == '070701'.bytes.toList()
  }

  def "what can't be done leaves no file: #line"() {
    given:
    iso(LiveIso.x86())
    iso(LiveIso.minimal(), 'small.iso')
    iso(LiveIso.x86().without('images/pxeboot/vmlinuz').without('images/pxeboot/initrd.img').without('images/pxeboot/rootfs.img'), 'odd.iso')
    fairlead('customize', 'DIR/base.iso', '-o', 'DIR/mine.iso', '--karg-append', 'a')
    def before = names()

    expect:
    fairlead(['extract'] + arguments as Object[]) == code
    said().contains(line)
    names() == before

    where:
    arguments                                                                  || code | line
    ['file', 'DIR/base.iso', 'no/such', '-o', 'DIR/x']                         || 1    | "'DIR/base.iso' has no file 'no/such'"
    ['file', 'DIR/base.iso', 'coreos', '-o', 'DIR/x']                          || 1    | "has no file 'coreos'"
    ['file', 'DIR/base.iso', 'zipl.prm', '-o', 'DIR/none/x']                   || 1    | "'DIR/none"
    ['pxe', 'DIR/odd.iso', '-o', 'DIR/x']                                      || 1    | 'has no images/pxeboot'
    ['minimal', 'DIR/base.iso', '-o', 'DIR/x', '--rootfs-url', 'http://h/$a']  || 1    | 'must not contain'
    ['minimal', 'DIR/small.iso', '-o', 'DIR/x', '--rootfs-url', 'http://h/r']  || 1    | 'has no rootfs.img to leave out'
    ['minimal', 'DIR/mine.iso', '-o', 'DIR/x', '--rootfs-url', 'http://h/r']   || 1    | 'is customised'
    ['minimal', 'DIR/base.iso', '-o', 'DIR/x']                                 || 2    | "Missing required option: '--rootfs-url=URL'"
  }
}
