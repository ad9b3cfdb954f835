package dev.fairlead.isobuild.image

import dev.fairlead.isobuild.iso.InvalidImageException
import dev.fairlead.isobuild.iso.LiveIso
import java.nio.ByteBuffer
import java.nio.ByteOrder
import spock.lang.Timeout

@Timeout(60)
class IgnitionAreaSpec extends ImageSpecification {
  def "the ignition area is nothing but the archive and zeros, whatever was there"() {
    given:
    def image = open(LiveIso.x86().file('images/ignition.img', new byte[LiveIso.IGNITION].with { Arrays.fill(it, (byte) 7); it }))
    def area = bytes(written(image.iso(with(ignition: 'someignitioncontent'))).file('images/ignition.img').get())
    def archive = LiveIso.padded(LiveIso.gzip(LiveIso.cpio('config.ign': 'someignitioncontent'.bytes)))

    expect:
    area == Arrays.copyOf(archive, LiveIso.IGNITION)
    archive[9] == (byte) 255
  }

  def "igninfo.json says where the config goes: #info"() {
    given:
    def image = open(LiveIso.x86().file('images/other.img', new byte[5000]).file('coreos/igninfo.json', info))
    def at = image.iso().find(file).get().position(from, length)

    expect:
    image.ignition().length() == length
    bytes(image.iso(with(ignition: CONFIG)).slice(at, 2)) == [0x1f, 0x8b] as byte[]

    where:
    info                                                        | file                  | from | length
    '{"file":"images/other.img"}'                               | 'images/other.img'    | 0    | 5000
    '{"file":"images/other.img","offset":1000}'                 | 'images/other.img'    | 1000 | 4000
    '{"file":"images/other.img","offset":1000,"length":2000}'   | 'images/other.img'    | 1000 | 2000
    '{"file":"images/other.img","offset":0,"length":0}'         | 'images/other.img'    | 0    | 5000
    'not JSON'                                                  | 'images/ignition.img' | 0    | LiveIso.IGNITION
    '{}'                                                        | 'images/ignition.img' | 0    | LiveIso.IGNITION
  }

  def "an image that can't take a config is refused: #why"() {
    when:
    open(fixture)

    then:
    def e = thrown(InvalidImageException)
    e.message.contains(message)

    where:
    why                  | fixture                                                                                       | message
    'no area'            | LiveIso.x86().without('coreos/igninfo.json').without('images/ignition.img')                   | 'no room for an Ignition config'
    'a file not there'   | LiveIso.x86().without('images/ignition.img')                                                  | "isn't there: images/ignition.img"
    'beyond the file'    | LiveIso.x86().file('coreos/igninfo.json', '{"file":"zipl.prm","offset":9,"length":4096}')    | 'not within zipl.prm'
    'a huge area'        | LiveIso.x86(holes: [hole: 65L << 20]).file('coreos/igninfo.json', '{"file":"hole"}')          | 'Ignition area has'
  }

  def "the header alone tells where the config goes"() {
    given:
    def fixture = LiveIso.historic().without('images/ignition.img').file('images/renamed.img', new byte[LiveIso.IGNITION])
    fixture.systemArea = { at ->
      [32744L: ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).put('coreiso+'.bytes)
        .putLong(at['images/renamed.img']).putLong(LiveIso.IGNITION).array()]
    }

    expect:
    config(open(fixture).iso(with(ignition: CONFIG)).slice(fixture.offsets()['images/renamed.img'], LiveIso.IGNITION)).get() == CONFIG
  }
}
