package dev.fairlead.isobuild.image

import static dev.fairlead.isobuild.image.CustomisationException.Kind.INVALID
import static dev.fairlead.isobuild.image.CustomisationException.Kind.TOO_LARGE
import static dev.fairlead.isobuild.image.CustomisationException.Kind.UNSUPPORTED

import dev.fairlead.isobuild.cpio.CpioReader
import dev.fairlead.isobuild.iso.InvalidImageException
import dev.fairlead.isobuild.iso.IsoFixture
import dev.fairlead.isobuild.iso.LiveIso
import dev.fairlead.spi.Body
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class LiveImageSpec extends Specification {
  static final String CONFIG = '{"ignition":{"version":"3.4.0"}}'

  @TempDir
  Path folder

  LiveImage open(IsoFixture image) {
    LiveImage.open(image.write(folder.resolve('base.iso')))
  }

  /** What a reader of the finished image sees. */
  LiveImage written(Body body) {
    def file = folder.resolve('out.iso')
    Files.write(file, bytes(body))
    LiveImage.open(file)
  }

  static byte[] bytes(Body body) {
    def read = body.read()
    def bytes = new byte[read.remaining()]
    read.get(bytes)
    bytes
  }

  static String text(Optional<Body> body) {
    new String(bytes(body.get()))
  }

  static Customisation with(Map parts) {
    new Customisation(
      Optional.ofNullable(parts.ignition).map { it instanceof byte[] ? it : it.bytes },
      (parts.arguments ?: []).collect { KernelArgument.of(it[0], it[1]) },
      Optional.ofNullable(parts.ramdisk).map { it instanceof byte[] ? it : it.bytes })
  }

  static Optional<String> config(Body archives) {
    CpioReader.find(archives, 'config.ign', 10 << 20).map { new String(it) }
  }

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
    image.takesKernelArguments()
    image.kernelArguments().get() == LiveIso.DEFAULT
    image.ignitionRoom() == LiveIso.IGNITION
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

  def "the ignition area is nothing but the archive and zeros, whatever was there"() {
    given:
    def image = open(LiveIso.x86().file('images/ignition.img', new byte[LiveIso.IGNITION].with { Arrays.fill(it, (byte) 7); it }))
    def area = bytes(written(image.iso(with(ignition: 'someignitioncontent'))).file('images/ignition.img').get())
    def archive = LiveIso.padded(LiveIso.gzip(LiveIso.cpio('config.ign': 'someignitioncontent'.bytes)))

    expect:
    area == Arrays.copyOf(archive, LiveIso.IGNITION)
    archive[9] == (byte) 255
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

  static byte[] noise(int length) {
    def bytes = new byte[length]
    new Random(length).nextBytes(bytes)
    bytes
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

  def "a config that is too large for its place goes behind the image (#options)"() {
    given:
    def fixture = historic ? LiveIso.historic() : LiveIso.x86(options)
    def image = open(fixture)
    def large = '{"x":"' + Base64.encoder.encodeToString(noise(40_000)) + '"}'
    def body = image.iso(with(ignition: large, arguments: [['append', 'p1']]))
    def got = written(body)

    expect:
    body.length() > image.length()
    body.length() % 2048 == 0
    got.iso().volumes().every { it.spaceSize() * 2048 == body.length() }
    config(got.file('images/ignition.img').get()).get() == large
    config(got.embedded()).get() == large
    got.kernelArguments().get() == LiveIso.DEFAULT + ' p1'
    got.rootfs().get().read() == image.rootfs().get().read()

    and: 'each tree names its new place, and the header too'
    def place = got.iso().find('images/ignition.img').get().extents()[0]
    got.iso().records().count { it.offset() == place.offset() && it.length() == place.length() } == got.iso().volumes().size()
    !historic || new IgnitionAreaHeader(got.file()).place() == [place.offset(), place.length()]

    and: 'sent whole or in parts'
    def random = new Random(11)
    def all = bytes(body)
    (1..200).every {
      int from = random.nextInt(all.length)
      int count = random.nextInt(all.length - from)
      body.slice(from, count).read() == ByteBuffer.wrap(all, from, count)
    }

    where:
    options                             | historic
    [:]                                 | false
    [joliet: false]                     | false
    [rockRidge: false, continued: true] | false
    [:]                                 | true
  }

  static class IgnitionAreaHeader {
    final ByteBuffer header

    IgnitionAreaHeader(Path file) {
      header = ByteBuffer.wrap(Files.readAllBytes(file)).order(java.nio.ByteOrder.LITTLE_ENDIAN)
    }

    List<Long> place() {
      [header.getLong(IgnitionArea.HEADER_AT + 8), header.getLong(IgnitionArea.HEADER_AT + 16)]
    }
  }

  def "any range of a customised image is that part of the whole"() {
    given:
    def body = open(LiveIso.minimal()).iso(with(ignition: CONFIG, ramdisk: 'r', arguments: [['append', 'a']]))
    def all = bytes(body)
    def random = new Random(13)

    expect:
    (1..500).every {
      int from = random.nextInt(all.length)
      int count = random.nextInt(all.length - from + 1)
      body.slice(from, count).read() == ByteBuffer.wrap(all, from, count)
    }
  }

  def "areas beyond 4 GiB of an image of 60 GiB are patched where they are"() {
    given:
    long ignition = 41L << 30
    long grub = 59L << 30
    def fixture = LiveIso.x86(holes: [payload: 30L << 30], pieces: [payload: 10],
      places: ['payload': 10L << 30, 'images/ignition.img': ignition, 'EFI/redhat/grub.cfg': grub, 'zipl.prm': 60L << 30])
    def image = open(fixture)
    def body = image.iso(with(ignition: CONFIG, arguments: [['append', 'far']]))
    def archive = LiveIso.padded(LiveIso.gzip(LiveIso.cpio('config.ign': CONFIG.bytes)))

    expect:
    body.length() == image.length()
    body.length() > 60L << 30
    bytes(body.slice(ignition, archive.length)) == archive
    new String(bytes(body.slice(grub, LiveIso.grub().length()))).contains("$LiveIso.DEFAULT far\n###")

    and: 'nothing but these and the other boot loader is from memory'
    body.segments().findAll { !(it instanceof Body.FileRange) }.sum { it.length() } == LiveIso.IGNITION + 2 * LiveIso.SIZE
  }

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

  def "igninfo.json says where the config goes: #info"() {
    given:
    def image = open(LiveIso.x86().file('images/other.img', new byte[5000]).file('coreos/igninfo.json', info))
    def at = image.iso().find(file).get().position(from, length)

    expect:
    image.ignitionRoom() == length
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
      [32744L: ByteBuffer.allocate(24).order(java.nio.ByteOrder.LITTLE_ENDIAN).put('coreiso+'.bytes)
        .putLong(at['images/renamed.img']).putLong(LiveIso.IGNITION).array()]
    }

    expect:
    config(open(fixture).iso(with(ignition: CONFIG)).slice(fixture.offsets()['images/renamed.img'], LiveIso.IGNITION)).get() == CONFIG
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
