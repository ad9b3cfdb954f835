package dev.fairlead.isobuild.image

import static dev.fairlead.isobuild.image.CustomisationException.Kind.INVALID
import static dev.fairlead.isobuild.image.CustomisationException.Kind.UNSUPPORTED

import dev.fairlead.isobuild.iso.LiveIso
import dev.fairlead.spi.Body
import java.nio.file.Files
import spock.lang.Timeout

@Timeout(60)
class KernelArgumentsSpec extends ImageSpecification {
  def "a #kind image takes config and arguments, and is the same elsewhere"() {
    given:
    def image = open(fixture)
    def base = Files.readAllBytes(image.file())
    def got = bytes(image.iso(with(ignition: CONFIG, arguments: [['append', 'p1'], ['append', 'p2=x']])))

    expect:
    got.length == base.length
    written(Body.of(got)).kernelArguments().get() == LiveIso.DEFAULT + ' p1 p2=x'
    config(written(Body.of(got)).embedded()).get() == CONFIG

    and: 'what differs lies within the areas'
    def areas = places.collect { file, from, length ->
      long at = fixture.offsets()[file] + from
      at..<(at + length)
    }
    (0..<base.length).every { base[it] == got[it] || areas.any { area -> area.containsWithinBounds((long) it) } }

    where:
    kind       | fixture            | places
    'x86_64'   | LiveIso.x86()      | [['images/ignition.img', 0, LiveIso.IGNITION], ['EFI/redhat/grub.cfg', LiveIso.grub().indexOf(LiveIso.DEFAULT), LiveIso.SIZE], ['isolinux/isolinux.cfg', LiveIso.isolinux().indexOf(LiveIso.DEFAULT), LiveIso.SIZE]]
    'historic' | LiveIso.historic() | [['images/ignition.img', 0, LiveIso.IGNITION], ['EFI/redhat/grub.cfg', LiveIso.grub().indexOf(LiveIso.DEFAULT), LiveIso.SIZE], ['isolinux/isolinux.cfg', LiveIso.isolinux().indexOf(LiveIso.DEFAULT), LiveIso.SIZE]]
    's390x'    | LiveIso.s390x()    | [['images/cdboot.img', 20_000, LiveIso.IGNITION], ['images/cdboot.img', 5_000, 896]]
  }

  def "arguments end with the newline, and padding goes on to the marker"() {
    given:
    def image = open(LiveIso.x86())
    def got = written(image.iso(with(arguments: [['append', 'p1 p2']])))

    expect:
    [['EFI/redhat/grub.cfg', LiveIso.grub()], ['isolinux/isolinux.cfg', LiveIso.isolinux()]].every { path, was ->
      text(got.file(path)) == was.replace('\n' + '#' * 6, ' p1 p2\n')
    }
  }

  def "arguments are #operation: #values"() {
    given:
    def image = open(LiveIso.x86())

    expect:
    written(image.iso(with(arguments: values.collect { [operation, it] }))).kernelArguments().get() == expected

    where:
    operation | values                                                                     | expected
    'append'  | ['quiet', 'a="b c"']                                                       | LiveIso.DEFAULT + ' quiet a="b c"'
    'append'  | ['', ' trimmed ']                                                          | LiveIso.DEFAULT + ' trimmed'
    'delete'  | ['ignition.firstboot']                                                     | LiveIso.DEFAULT - 'ignition.firstboot '
    'delete'  | ['mitigations=auto,nosmt']                                                 | LiveIso.DEFAULT - 'mitigations=auto,nosmt '
    'delete'  | ['ignition.platform.id=metal']                                             | LiveIso.DEFAULT - ' ignition.platform.id=metal'
    'delete'  | ['ignition', 'mitigations']                                                | LiveIso.DEFAULT
    'replace' | ['ignition.platform.id=metal=qemu']                                        | LiveIso.DEFAULT.replace('metal', 'qemu')
    'replace' | ['ignition.platform.id=other=qemu']                                        | LiveIso.DEFAULT
  }

  def "arguments are deleted, then appended, then replaced, and every one of the same"() {
    expect:
    CommandLine.edit('a a b c=1', [['replace', 'c=2=3'], ['append', 'c=2'], ['delete', 'a']].collect { KernelArgument.of(it[0], it[1]) }) == 'b c=1 c=3'
  }

  def "where only the marker tells, arguments are appended as assisted-image-service does"() {
    given:
    def image = open(LiveIso.x86().without('coreos/kargs.json').file('coreos/kargs.json', kargs))
    def got = written(image.iso(with(arguments: [['append', 'p1'], ['append', 'p2']])))

    expect:
    image.kernelArguments().empty
    text(got.file('EFI/redhat/grub.cfg')) == LiveIso.grub().replace('\n' + '#' * 6, ' p1 p2\n')
    text(got.file('isolinux/isolinux.cfg')) == LiveIso.isolinux().replace('\n' + '#' * 6, ' p1 p2\n')

    when:
    image.iso(with(arguments: [['delete', 'p1']]))

    then:
    def refused1 = thrown(CustomisationException)
    refused1.kind() == UNSUPPORTED

    where:
    kargs << [
      'not JSON',
      '{"files":[{"path":"EFI/redhat/grub.cfg"},{"path":"isolinux/isolinux.cfg"}]}',
      LiveIso.kargs('EFI/redhat/grub.cfg': LiveIso.grub(), 'isolinux/isolinux.cfg': LiveIso.isolinux()).replaceFirst('"offset":[0-9]+', '"offset":9')
    ]
  }

  def "an argument that breaks the line is refused: #value"() {
    when:
    KernelArgument.of(operation, value)

    then:
    def refused2 = thrown(CustomisationException)
    refused2.kind() == INVALID

    where:
    operation | value
    'append'  | 'a\nb'
    'append'  | 'a\0'
    'prepend' | 'a'
  }
}
