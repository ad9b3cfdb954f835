package dev.fairlead.isobuild.command

import dev.fairlead.isobuild.cpio.CpioReader
import dev.fairlead.isobuild.iso.LiveIso
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

class CustomizeCommandSpec extends IsoCommandSpecification {

  def setup() {
    file('config.ign', CONFIG)
    file('eth0.nmconnection', '[connection]\nid=eth0\n')
  }

  static image() {
    LiveIso.x86().file('coreos/features.json', '{"live-initrd-network": true}')
  }

  def "config, arguments and keyfiles go in and can be read back"() {
    given:
    iso(image())

    expect:
    fairlead('customize', 'DIR/base.iso', '-o', 'DIR/out.iso', '--ignition', 'DIR/config.ign', '--karg-append', 'ip=dhcp',
      '--karg-delete', 'ignition.firstboot', '--karg-replace', 'mitigations=auto,nosmt=off',
      '--network-keyfile', 'DIR/eth0.nmconnection') == 0
    console.text() == "${folder.resolve('out.iso')}: ${bytes('base.iso').length} bytes\n"
    def seen = inspected('out.iso')
    seen.customised
    seen.kernelArguments.current == "mitigations=off coreos.liveiso=$LiveIso.VOLUME ignition.platform.id=metal ip=dhcp"
    seen.kernelArguments.default == LiveIso.DEFAULT
    seen.ignition.members == ['config.ign', 'etc', 'etc/coreos-firstboot-network', 'etc/coreos-firstboot-network/eth0.nmconnection']
    CpioReader.find(image('out.iso').embedded(), 'etc/coreos-firstboot-network/eth0.nmconnection', 99).get() ==
      bytes('eth0.nmconnection')
    fairlead('inspect', '--ignition', 'DIR/out.iso') == 0
    console.text() == CONFIG
  }

  def "a config comes from the standard input, and an image goes to the standard output"() {
    given:
    iso(image())
    typed = CONFIG.bytes

    expect:
    fairlead('customize', 'DIR/base.iso', '-o', '-', '--ignition', '-') == 0
    file('out.iso', console.printed.toByteArray())
    fairlead('inspect', '--ignition', 'DIR/out.iso') == 0
    console.text() == CONFIG
  }

  def "what was customised before goes, when that is asked for (#kind)"() {
    given:
    def before = bytes(iso(base).fileName.toString())
    file('more.cpio', LiveIso.cpio('etc/more': 'm'.bytes))

    expect:
    fairlead('customize', 'DIR/base.iso', '-o', 'DIR/one.iso', '--ignition', 'DIR/config.ign', '--karg-append', 'one',
      '--ramdisk', 'DIR/more.cpio') == 0
    fairlead('customize', 'DIR/one.iso', '-o', 'DIR/two.iso', '--karg-append', 'two') == 1
    said() == "fairlead: 'DIR/one.iso' is customised already: --force drops that first"
    fairlead('customize', 'DIR/one.iso', '-o', 'DIR/two.iso', '--karg-append', 'two', '--force') == 0
    inspected('two.iso').kernelArguments.current == LiveIso.DEFAULT + ' two'
    inspected('two.iso').ignition.used == 0
    fairlead('customize', 'DIR/two.iso', '-o', 'DIR/three.iso', '--reset') == 0
    bytes('three.iso') == before
    !inspected('three.iso').customised

    where:
    kind       | base
    'x86_64'   | image()
    'minimal'  | LiveIso.minimal()
    'historic' | LiveIso.historic()
    's390x'    | LiveIso.s390x()
  }

  def "a config that is too large for its place moves to the end, and is read back from there"() {
    given:
    iso(image())
    def noise = new byte[LiveIso.IGNITION * 2]
    new Random(1).nextBytes(noise)
    def large = CONFIG.replace('}}', "},\"x\":\"${noise.encodeBase64()}\"}")
    file('large.ign', large)

    expect:
    fairlead('customize', 'DIR/base.iso', '-o', 'DIR/out.iso', '--ignition', 'DIR/large.ign') == 0
    inspected('out.iso').ignition.offset >= bytes('base.iso').length
    fairlead('inspect', '--ignition', 'DIR/out.iso') == 0
    console.text() == large
    fairlead('customize', 'DIR/out.iso', '-o', 'DIR/reset.iso', '--reset') == 0
    !inspected('reset.iso').customised
  }

  def "a progress bar is drawn while somebody watches, but no image on a terminal"() {
    given:
    iso(image())
    watched = true

    expect:
    fairlead('customize', 'DIR/base.iso', '-o', 'DIR/out.iso', '--karg-append', 'a') == 0
    console.complaints.toString().contains('100%')
    fairlead('customize', 'DIR/base.iso', '-o', '-', '--karg-append', 'a') == 1
    said() == 'fairlead: an image on a terminal is of no use: redirect the output'
  }

  def "the new file may be read by whom the umask lets, and nothing is left beside it"() {
    given:
    iso(image())
    def other = PosixFilePermissions.toString(Files.getPosixFilePermissions(file('other', '')))

    expect:
    fairlead('customize', 'DIR/base.iso', '-o', 'DIR/out.iso', '--karg-append', 'a') == 0
    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve('out.iso'))) == other
    names() == ['base.iso', 'config.ign', 'eth0.nmconnection', 'other', 'out.iso'] as Set
  }

  def "what can't be done leaves no file: #line"() {
    given:
    iso(image())
    iso(LiveIso.x86(), 'no-network.iso')
    iso(LiveIso.s390x(), 'z.iso')
    file('there.iso', 'precious')
    file('config.bu', 'variant: fcos')
    file('zeros', new byte[100])
    file('cut', LiveIso.gzip(LiveIso.cpio(a: new byte[999])).toList().take(40) as byte[])
    def before = names()

    expect:
    fairlead(['customize', '-o', 'DIR/out.iso'] + arguments as Object[]) == code
    said().contains(line)
    names() == before
    bytes('there.iso') == 'precious'.bytes

    where:
    arguments                                                            || code | line
    ['DIR/base.iso']                                                     || 2    | 'nothing to customise'
    ['DIR/base.iso', '--reset', '--karg-append', 'a']                    || 2    | '--reset goes with no other change'
    ['DIR/base.iso', '--ignition', 'DIR/config.bu']                      || 1    | "'DIR/config.bu' is not an Ignition config"
    ['DIR/base.iso', '--ignition', 'DIR/none']                           || 1    | "'DIR/none' isn't there"
    ['DIR/base.iso', '--ramdisk', 'DIR/config.bu']                       || 1    | "'DIR/config.bu' is not an initramfs"
    ['DIR/base.iso', '--ramdisk', 'DIR/zeros']                           || 1    | "'DIR/zeros' is not an initramfs: it holds no file"
    ['DIR/base.iso', '--ramdisk', 'DIR/cut']                             || 1    | "'DIR/cut' is not an initramfs"
    ['DIR/base.iso', '--karg-append', 'a' * 200]                         || 1    | "the kernel's command line takes"
    ['DIR/base.iso', '--karg-append', 'a\nb']                            || 1    | 'a kernel argument holds a control character'
    ['DIR/base.iso', '--karg-replace', 'a']                              || 1    | 'key=old=new'
    ['DIR/no-network.iso', '--network-keyfile', 'DIR/eth0.nmconnection'] || 1    | 'live-initrd-network'
    ['DIR/base.iso'] + ['--network-keyfile', 'DIR/eth0.nmconnection'] * 2 || 1   | "two keyfiles are called 'eth0.nmconnection'"
  }

  def "a file that is there stays as it is"() {
    given:
    iso(image())
    file('there.iso', 'precious')

    expect:
    fairlead('customize', 'DIR/base.iso', '-o', 'DIR/there.iso', '--karg-append', 'a', '--force') == 1
    said() == "fairlead: 'DIR/there.iso' is there already, and isn't overwritten"
    bytes('there.iso') == 'precious'.bytes
  }
}
