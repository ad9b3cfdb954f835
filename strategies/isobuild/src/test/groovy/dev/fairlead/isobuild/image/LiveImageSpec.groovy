package dev.fairlead.isobuild.image

import static dev.fairlead.isobuild.image.CustomisationException.Kind.INVALID
import static dev.fairlead.isobuild.image.CustomisationException.Kind.TOO_LARGE
import static dev.fairlead.isobuild.image.CustomisationException.Kind.UNSUPPORTED

import dev.fairlead.isobuild.cpio.CpioReader
import dev.fairlead.isobuild.iso.LiveIso
import dev.fairlead.spi.Body
import java.nio.file.Files
import spock.lang.Timeout

@Timeout(60)
class LiveImageSpec extends ImageSpecification {
  def "the index knows what there is"() {
    given:
    def image = open(LiveIso.x86())

    expect:
    image.volumeId() == LiveIso.VOLUME
    image.length() == Files.size(image.file())
    image.iso().find('zipl.prm').present
    text(image.kernel()) == 'kernel'
    bytes(image.rootfs().get()) == LiveIso.ROOTFS
    image.insFile().empty
    image.file('images').empty
    image.hasFeature('installer-config') && !image.hasFeature('live-initrd-network')
    image.takesKernelArguments()
    image.kernelArguments().get() == LiveIso.DEFAULT
    image.ignition().length() == LiveIso.IGNITION
    image.embedded().length() == 0
    image.wantRootfs().get().matches(image.rootfs().get())
    !image.wantRootfs().get().matches(Body.of(new byte[LiveIso.ROOTFS.length]))
    !image.wantRootfs().get().matches(Body.of(new byte[3 << 20]))
  }

  def "nothing asked, nothing changed"() {
    given:
    def image = open(LiveIso.x86())

    expect:
    bytes(image.iso(Customisation.NONE)) == Files.readAllBytes(image.file())
  }

  def "what can't be is refused, and says why: #why"() {
    given:
    def image = open(fixture)

    when:
    image.iso(with(parts))

    then:
    def e = thrown(CustomisationException)
    e.kind() == kind
    e.message.contains(message)

    where:
    why                       | fixture                                   | parts                                              | kind        | message
    'arguments too long'      | LiveIso.x86()                             | [arguments: [['append', 'x' * 200]]]               | TOO_LARGE   | "takes ${LiveIso.DEFAULT.length() + 202} bytes, and the image has room for $LiveIso.SIZE"
    'the config on s390x'     | LiveIso.s390x()                           | [ignition: noise(20_000)]                          | TOO_LARGE   | "room for $LiveIso.IGNITION"
    'network configuration'   | LiveIso.minimal()                         | [ramdisk: new byte[8193]]                          | TOO_LARGE   | 'takes 8196 bytes, and the image has room for 8192'
    'no place for arguments'  | LiveIso.s390x().without('coreos/kargs.json') | [arguments: [['append', 'a']]]                  | UNSUPPORTED | 'no coreos/kargs.json'
    'no marker'               | LiveIso.x86().without('coreos/kargs.json').file('isolinux/isolinux.cfg', 'x') | [arguments: [['append', 'a']]] | UNSUPPORTED | 'no marker'
    'half a replacement'      | LiveIso.x86()                             | [arguments: [['replace', 'a=b']]]                  | INVALID     | 'key=old=new'
  }

  def "network configuration goes where a minimal image has room for it"() {
    given:
    def image = open(LiveIso.minimal())
    def got = written(image.iso(with(ignition: CONFIG, ramdisk: 'ramdisk')))

    expect:
    text(got.file(LiveImage.RAMDISK)) == 'ramdisk' + '\0' * 8185
    config(got.embedded()).get() == CONFIG
    bytes(image.iso(with(ramdisk: ''))) == Files.readAllBytes(image.file())
  }

  def "network configuration goes beside the config in an image without room of its own"() {
    given:
    def image = written(open(LiveIso.x86()).iso(with(ignition: CONFIG)))
    def files = LiveIso.gzip(LiveIso.cpio('etc/coreos-firstboot-network/eth0': 'n'.bytes))
    def got = LiveImage.open(Files.write(folder.resolve('again.iso'), bytes(image.iso(with(ramdisk: files)))))

    expect:
    config(got.embedded()).get() == CONFIG
    CpioReader.find(got.embedded(), 'etc/coreos-firstboot-network/eth0', 10).present
  }
}
