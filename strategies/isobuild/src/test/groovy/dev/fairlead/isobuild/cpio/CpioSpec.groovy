package dev.fairlead.isobuild.cpio

import dev.fairlead.isobuild.iso.LiveIso
import dev.fairlead.spi.Body
import io.airlift.compress.zstd.ZstdOutputStream
import org.tukaani.xz.LZMA2Options
import org.tukaani.xz.XZ
import org.tukaani.xz.XZOutputStream
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
class CpioSpec extends Specification {

  static byte[] xz(byte[] bytes) {
    def out = new ByteArrayOutputStream()
    new XZOutputStream(out, new LZMA2Options(), XZ.CHECK_CRC32).withCloseable { it.write(bytes) }
    out.toByteArray()
  }

  static byte[] zstd(byte[] bytes) {
    def out = new ByteArrayOutputStream()
    new ZstdOutputStream(out).withCloseable { it.write(bytes) }
    out.toByteArray()
  }

  static Map<String, String> read(byte[] archives) {
    def reader = new CpioReader(Body.of(archives).stream())
    def all = [:]
    for (def member = reader.next(); member.present; member = reader.next()) {
      all[member.get().name()] = member.get().length() > 100_000 ? '' : new String(reader.data(100_000))
    }
    all
  }

  def "an archive has the bytes that the kernel reads"() {
    given:
    def header = '070701' + '00000001' + '000081A4' + '00000000' * 2 + '00000001' + '00000000' + '00000013' + '00000000' * 4 +
      '0000000B' + '00000000'
    def trailer = '070701' + '00000000' * 4 + '00000001' + '00000000' * 6 + '0000000B' + '00000000'
    def expected = header + 'config.ign\0' + '\0' * 3 + 'someignitioncontent' + '\0' + trailer + 'TRAILER!!!\0' + '\0' * 3

    when:
    def bytes = LiveIso.cpio('config.ign': 'someignitioncontent'.bytes)

    then:
    new String(bytes) == expected
    bytes.length == 268
  }

  def "a file is added from a stream of just its length"() {
    given:
    def out = new ByteArrayOutputStream()
    def cpio = new CpioWriter(out)

    when:
    cpio.add('usr/bin/nmstatectl', CpioWriter.PROGRAM, 7, new ByteArrayInputStream('program'.bytes))
    cpio.close()

    then:
    read(out.toByteArray()) == ['usr/bin/nmstatectl': 'program']

    when:
    new CpioWriter(out).add('x', CpioWriter.FILE, 8, new ByteArrayInputStream('program'.bytes))

    then:
    thrown(IOException)
  }

  def "archives of all kinds follow one another: #first, then #second"() {
    given:
    def big = new byte[300_000]
    new Random(5).nextBytes(big)
    def kinds = [plain: { it }, gzip: { LiveIso.gzip(it) }, xz: { xz(it) }, zstd: { zstd(it) }]
    def one = kinds[first](LiveIso.cpio(a: 'A'.bytes, big: big))
    def two = kinds[second](LiveIso.cpio('etc/b': 'BB'.bytes))

    expect:
    read(LiveIso.join(LiveIso.padded(one), new byte[512], LiveIso.padded(two), new byte[8])) == [a: 'A', big: '', 'etc/b': 'BB']

    where:
    [first, second] << [['plain', 'gzip', 'xz', 'zstd'], ['plain', 'gzip', 'xz', 'zstd']].combinations()
  }

  def "a file is found wherever it is, by its name without a dot"() {
    given:
    def initrd = Body.of(LiveIso.join(LiveIso.gzip(LiveIso.cpio(a: 'A'.bytes)), LiveIso.gzip(LiveIso.cpio('./etc/b': 'BB'.bytes))))

    expect:
    new String(CpioReader.find(initrd, 'etc/b', 10).get()) == 'BB'
    CpioReader.find(initrd, 'etc/c', 10).empty

    when:
    CpioReader.find(initrd, 'etc/b', 1)

    then:
    thrown(IOException)
  }

  def "gzip with a name, a comment and more before the data is read"() {
    given:
    def plain = LiveIso.gzip(LiveIso.cpio(a: 'A'.bytes))
    def fields = [3, 0, 1, 2, 3] + 'n\0c\0'.bytes.toList() + [9, 9]
    def bytes = (plain.toList().take(3) + [0x1e] + plain.toList().subList(4, 10) + fields + plain.toList().drop(10)) as byte[]

    expect:
    read(bytes) == [a: 'A']
  }

  def "what is damaged is refused: #what"() {
    when:
    read(bytes)

    then:
    thrown(IOException)

    where:
    what                 | bytes
    'no archive'         | 'hello world'.bytes
    'the old format'     | ('070707' + '0' * 200).bytes
    'half a header'      | '070701000'.bytes
    'no number'          | ('070701' + 'x' * 200).bytes
    'a very long name'   | ('070701' + '00000000' * 11 + 'FFFFFFFF' + '0' * 300).bytes
    'an empty name'      | ('070701' + '00000000' * 13 + '0' * 300).bytes
    'a gzip checksum'    | LiveIso.gzip(LiveIso.cpio(a: 'A'.bytes)).with { it[it.length - 6] ^= 1; it }
    'half a gzip'        | LiveIso.gzip(LiveIso.cpio(a: 'A'.bytes)).with { Arrays.copyOf(it, it.length - 4) }
    'half a zstd'        | zstd(LiveIso.cpio(a: 'A'.bytes)).with { Arrays.copyOf(it, it.length - 5) }
    'half an xz'         | xz(LiveIso.cpio(a: 'A'.bytes)).with { Arrays.copyOf(it, it.length - 5) }
    'gzip in gzip'       | LiveIso.gzip(LiveIso.gzip(LiveIso.cpio(a: 'A'.bytes)))
  }

  def "each archive begins at a multiple of four bytes"() {
    expect:
    Padding.padded(Body.of(new byte[length])).length() == padded

    where:
    length | padded
    0      | 0
    1      | 4
    4      | 4
    107    | 108
  }
}
