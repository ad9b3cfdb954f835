package dev.fairlead.isobuild.command

import dev.fairlead.isobuild.iso.LiveIso

class InspectCommandSpec extends IsoCommandSpecification {

  def "an image as published is described"() {
    given:
    def image = LiveIso.x86()
    iso(image)
    def seen = inspected('base.iso')

    expect:
    seen.volumeId == LiveIso.VOLUME
    seen.length == bytes('base.iso').length
    !seen.customised
    seen.ignition == [file: 'images/ignition.img', offset: image.offsets()['images/ignition.img'],
                      length: LiveIso.IGNITION, used: 0, members: []]
    seen.kernelArguments.default == LiveIso.DEFAULT
    seen.kernelArguments.current == LiveIso.DEFAULT
    seen.kernelArguments.areas*.file == ['EFI/redhat/grub.cfg', 'isolinux/isolinux.cfg']
    seen.kernelArguments.areas*.length == [LiveIso.SIZE] * 2
    seen.features == ['installer-config': true]
    seen.boot*.platform == ['BIOS', 'UEFI']
    seen.boot*.file == ['isolinux/isolinux.bin', 'images/efiboot.img']
    seen.artifacts['images/pxeboot/rootfs.img'] == LiveIso.ROOTFS.length
    seen.artifacts['images/pxeboot/vmlinuz'] == 6
    !seen.containsKey('rootfs')
  }

  def "people get the same as an outline"() {
    given:
    iso(LiveIso.x86())

    expect:
    fairlead('inspect', 'DIR/base.iso') == 0
    console.text().contains("\nvolumeId: $LiveIso.VOLUME\n")
    console.text().contains("\n  members: none\n")
    console.text().contains('\n    - file isolinux/isolinux.cfg, offset ')
  }

  def "areas within another file, or in older headers, are found too"() {
    given:
    iso(LiveIso.s390x(), 'z.iso')
    iso(LiveIso.historic(), 'old.iso')

    expect:
    inspected('z.iso').ignition.file == 'images/cdboot.img'
    inspected('z.iso').kernelArguments.areas*.length == [896]
    inspected('old.iso').kernelArguments.default == LiveIso.DEFAULT
    inspected('old.iso').kernelArguments.areas.size() == 2
  }

  def "a root file system is compared with what the initramfs wants: #what"() {
    given:
    iso(image)

    expect:
    fairlead('inspect', '--verify', 'DIR/base.iso') == code
    console.text().readLines().last() == "rootfs: $said"

    where:
    what      | image                                                              || code | said
    'sound'   | LiveIso.x86()                                                      || 0    | 'fits the initramfs'
    'damaged' | LiveIso.x86().file('images/pxeboot/rootfs.img', new byte[5000])    || 1    | 'is not what the initramfs wants: the image is damaged'
    'minimal' | LiveIso.minimal()                                                  || 1    | 'is not in the image'
    'unsaid'  | LiveIso.x86().file('images/pxeboot/initrd.img', LiveIso.cpio(a: 'a'.bytes)) || 1 | "can't be verified: the initramfs has no digests of it"
  }

  def "an embedded config is printed as it is"() {
    given:
    iso(LiveIso.x86().file('images/ignition.img', Arrays.copyOf(LiveIso.gzip(LiveIso.cpio('config.ign': ' {}\n'.bytes)), 4096)))

    expect:
    fairlead('inspect', '--ignition', 'DIR/base.iso') == 0
    console.text() == ' {}\n'
    inspected('base.iso').customised
  }

  def "an image whose area holds something else is described all the same"() {
    given:
    iso(LiveIso.x86().file('images/ignition.img', 'garbage'.padRight(4096, '!')))

    expect:
    inspected('base.iso').ignition.problem.contains('neither cpio nor compressed')
  }

  def "without what was asked for there is one line: #line"() {
    given:
    iso(LiveIso.x86())
    file('text.iso', 'no image')

    expect:
    fairlead(*arguments) == code
    said().startsWith(line)

    where:
    arguments                               || code | line
    ['inspect', '--ignition', 'DIR/base.iso'] || 1  | "fairlead: 'DIR/base.iso' has no Ignition config embedded"
    ['inspect', 'DIR/text.iso']             || 1    | "fairlead: 'DIR/text.iso' is not a live ISO: "
    ['inspect', 'DIR/none.iso']             || 1    | "fairlead: 'DIR/none.iso' isn't there"
    ['inspect']                             || 2    | "fairlead: Missing required parameter: 'ISO'; see fairlead iso inspect --help"
    ['inspect', '--all', 'DIR/base.iso']    || 2    | "fairlead: Unknown option: '--all'"
    ['explode']                             || 2    | 'fairlead: '
    []                                      || 2    | 'fairlead: Missing required subcommand; see fairlead iso --help'
  }
}
