package dev.fairlead.rpm.file

import static dev.fairlead.rpm.file.SampleRpms.ODD
import static dev.fairlead.rpm.file.SampleRpms.SIGNED
import static dev.fairlead.rpm.file.SampleRpms.SOURCE

import java.nio.ByteBuffer
import spock.lang.Specification

class PackageFileSpec extends Specification {
  static final KeyRing KEYS = KeyRing.parse(SampleRpms.keys('sample.asc'))
  static final KeyRing OTHERS = KeyRing.parse(SampleRpms.keys('other.asc'))

  static Optional<String> refusal(byte[] bytes, String name, Optional<KeyRing> keys = Optional.empty()) {
    try {
      new PackageFile(true, keys).verify(new ByteArrayInputStream(bytes), name)
      Optional.empty()
    } catch (RefusedFileException e) {
      Optional.of(e.message)
    }
  }

  def "#name is sound"() {
    expect:
    refusal(SampleRpms.bytes(name), name).empty

    where:
    name << SampleRpms.ALL
  }

  def "a package is refused under another one's name"() {
    expect:
    refusal(SampleRpms.bytes(ODD), SIGNED).get() == "the package in it is $ODD"
    refusal(SampleRpms.bytes(SOURCE), SIGNED).get() == "the package in it is $SOURCE"
    refusal(SampleRpms.bytes(SOURCE), 'plain.rpm').present

    when: 'the name means nothing'
    new PackageFile(false, Optional.empty()).verify(new ByteArrayInputStream(SampleRpms.bytes(ODD)), 'x.rpm')

    then:
    noExceptionThrown()
  }

  def "no bit of header and payload may be another"() {
    given:
    def rpm = SampleRpms.bytes(name)

    expect:
    (SampleRpms.headerAt(rpm)..<rpm.length).findAll { at ->
      def broken = rpm.clone()
      broken[at] ^= 1 << (at % 8)
      refusal(broken, name).empty
    } == []

    where:
    name << SampleRpms.ALL
  }

  def "wherever lead and signature are damaged, it is refused or all that is read of it is right"() {
    given:
    def rpm = SampleRpms.bytes(ODD)

    expect: 'anything but a refusal is a bug'
    (0..<SampleRpms.headerAt(rpm)).each { at ->
      def broken = rpm.clone()
      broken[at] = (byte) ~broken[at]
      refusal(broken, ODD)
    }

    and:
    [0, 3, 4, 7, 79, 96, 99, 106, 110].every { at ->
      def broken = rpm.clone()
      broken[at] = (byte) ~broken[at]
      refusal(broken, ODD).present
    }
  }

  def "of a file that ends early nothing is sound"() {
    given:
    def rpm = SampleRpms.bytes(ODD)

    expect:
    (0..<rpm.length).findAll { refusal(Arrays.copyOf(rpm, it), ODD).empty } == []
    refusal(Arrays.copyOf(rpm, rpm.length + 1), ODD).present
  }

  def "what isn't an RPM says so: #what"() {
    expect:
    refusal(bytes, ODD).get().contains(reason)

    where:
    what              | bytes                                         || reason
    'a page'          | ('<html><body>Sign in</body></html>' * 9).bytes || 'does not begin like an RPM'
    'nothing'         | new byte[0]                                   || 'does not begin like an RPM'
    'a lead'          | Arrays.copyOf(SampleRpms.bytes(ODD), 50)      || 'ends within the lead'
    'half a header'   | Arrays.copyOf(SampleRpms.bytes(ODD), 300)     || 'ends within the signature'
    'a claim of 2 GB' | claiming(1, Integer.MAX_VALUE)                || 'claims 1 tags and 2147483647 bytes'
    'many tags'       | claiming(70_000, 16)                          || 'claims 70000 tags'
    'minus one tag'   | claiming(-1, 16)                              || 'claims -1 tags'
  }

  private static byte[] claiming(int tags, int store) {
    def rpm = SampleRpms.bytes(ODD)
    ByteBuffer.wrap(rpm).putInt(96 + 8, tags).putInt(96 + 12, store)
    rpm
  }

  def "with a key ring, a package must be signed by one of its keys"() {
    expect:
    refusal(SampleRpms.bytes(name), name, Optional.of(keys)).orElse('sound') == answer

    where:
    name   | keys   || answer
    SIGNED | KEYS   || 'sound'
    SIGNED | OTHERS || 'no key of the key ring has signed it'
    ODD    | KEYS   || 'no key of the key ring has signed it'
  }

  def "a signature of another package is wrong"() {
    given: 'the signature at the place where it lies, one bit changed'
    def rpm = SampleRpms.bytes(SIGNED)
    def positions = (112..<SampleRpms.headerAt(rpm))

    expect: 'every position is refused or unread, and the signature is among those that are read'
    def reasons = positions.collect { at ->
      def broken = rpm.clone()
      broken[at] ^= 1
      refusal(broken, SIGNED, Optional.of(KEYS)).orElse('sound')
    }
    reasons.count { it.startsWith('the signature by key') } > 300
  }

  def "a key ring without keys is refused"() {
    when:
    KeyRing.parse(text)

    then:
    def e = thrown(IllegalArgumentException)
    e.message.contains('it holds')

    where:
    text << ['', 'x', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n']
  }

  def "rings are read one after the other"() {
    expect:
    refusal(SampleRpms.bytes(SIGNED), SIGNED, Optional.of(KeyRing.parse(
        SampleRpms.keys('other.asc') + '\n' + SampleRpms.keys('sample.asc')))).empty
  }
}
