package dev.fairlead.isobuild.image

import static dev.fairlead.isobuild.image.CustomisationException.Kind.UNSUPPORTED

import dev.fairlead.isobuild.iso.LiveIso
import dev.fairlead.spi.Body
import spock.lang.Timeout

@Timeout(60)
class NetworkBootSpec extends ImageSpecification {
  def "a network boot's parts follow one another at multiples of four bytes"() {
    given:
    def image = open(LiveIso.x86().file('images/pxeboot/initrd.img', 'i' * 262_143))
    def archive = LiveIso.padded(LiveIso.gzip(LiveIso.cpio('config.ign': CONFIG.bytes)))
    def got = bytes(image.initrd(with(ignition: CONFIG, ramdisk: 'ramdisk'), Optional.of(Body.of('nmstate'.bytes))))

    expect:
    got == LiveIso.join(('i' * 262_143 + '\0').bytes, archive, 'ramdisk\0'.bytes, 'nmstate\0'.bytes)
    image.initrd(with(ignition: CONFIG), Optional.empty()).length() == 262_144 + archive.length

    when:
    image.initrd(with(arguments: [['append', 'x']]), Optional.empty())

    then:
    def refused3 = thrown(CustomisationException)
    refused3.kind() == UNSUPPORTED

    when:
    open(LiveIso.x86().without('images/pxeboot/initrd.img')).initrd(with(ignition: CONFIG), Optional.empty())

    then:
    def refused4 = thrown(CustomisationException)
    refused4.kind() == UNSUPPORTED
  }

  def "an s390x is told where the initramfs goes and how long it is"() {
    expect:
    bytes(open(LiveIso.s390x()).addressAndSize(Body.of(new Body.Zeros(262_144 + 108)))) == [1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 4, 0, 0x6c] as byte[]
    text(open(LiveIso.s390x()).kernel()) == 'kernel'
    text(open(LiveIso.s390x()).insFile()).startsWith('images/')

    when:
    open(LiveIso.x86()).addressAndSize(Body.EMPTY)

    then:
    def refused5 = thrown(CustomisationException)
    refused5.kind() == UNSUPPORTED
  }

  def "a list of digests is refused that isn't one: #text"() {
    when:
    StreamHash.parse(text)

    then:
    thrown(IOException)

    where:
    text << ['', 'stream-hash md5 2', 'stream-hash sha256 0', 'stream-hash sha256 999999999', 'stream-hash sha256 2\nxyz']
  }

  def "no digests are wanted by an initramfs that names none"() {
    expect:
    open(LiveIso.x86().file('images/pxeboot/initrd.img', LiveIso.gzip(LiveIso.cpio(a: 'b'.bytes)))).wantRootfs().empty
    open(LiveIso.x86().without('images/pxeboot/initrd.img')).wantRootfs().empty
  }
}
