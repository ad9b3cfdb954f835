package dev.fairlead.isobuild.iso

import java.nio.ByteBuffer
import java.nio.ByteOrder

/** The directories of one tree, the primary or Joliet's. */
class IsoTreeFixture {
  private static final int SECTOR = IsoFixture.SECTOR

  private final IsoFixture image
  private final boolean joliet
  /** Directories by path, in the order in which they lie. */
  private final Map<String, Long> directories = [:]
  private final ByteArrayOutputStream continuation = new ByteArrayOutputStream()
  private long continuationSector

  IsoTreeFixture(IsoFixture image, boolean joliet) {
    this.image = image
    this.joliet = joliet
  }

  private Set<String> paths() {
    def all = [''] as LinkedHashSet
    (image.files.keySet() + image.holes.keySet()).each { path ->
      def names = path.split('/').toList()
      (1..<names.size()).each { all << names.take(it).join('/') }
    }
    if (image.moved && !joliet) all << 'rr_moved'
    all
  }

  /** Two sectors for each directory; gives the next free one. */
  long place(long sector) {
    paths().each { path ->
      directories[path] = sector
      sector += 2
    }
    continuationSector = sector
    image.continued && !joliet ? sector + 16 : sector
  }

  Map<Long, byte[]> sectors() {
    def all = directories.collectEntries { path, sector -> [sector, contents(path)] }
    if (continuation.size() > 0) all[continuationSector] = continuation.toByteArray()
    all
  }

  byte[] descriptor(long sectors) {
    def bytes = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN)
    bytes.put(0, (byte) (joliet ? 2 : 1)).put(1, 'CD001'.bytes).put(6, (byte) 1)
    def charset = joliet ? 'UTF-16BE' : 'ISO-8859-1'
    bytes.put(40, image.volumeId.padRight(32).getBytes(charset).toList().take(32) as byte[])
    bytes.put(80, VolumeDescriptor.bothEndian(sectors))
    if (joliet) bytes.put(88, '%/E'.bytes)
    bytes.put(128, [0, 8, 8, 0] as byte[])
    bytes.put(156, record([0] as byte[], directories[''] * SECTOR, 2 * SECTOR, 2, []))
    bytes.array()
  }

  private byte[] contents(String path) {
    def out = ByteBuffer.allocate(2 * SECTOR)
    def records = [dots(path, 0), dots(path, 1)]
    directories.keySet().findAll { it && parent(it) == path }.each { records << directory(it) }
    if (path == 'rr_moved') image.moved.each { records << moved(it) }
    (image.files.keySet() + image.holes.keySet()).findAll { parent(it) == path }.each { records.addAll(extents(it)) }
    records.each { record ->
      if (out.position() < SECTOR && out.position() + record.length > SECTOR) out.position(SECTOR)
      out.put(record)
    }
    out.array()
  }

  private static String parent(String path) {
    path.contains('/') ? path.substring(0, path.lastIndexOf('/')) : ''
  }

  private byte[] dots(String path, int which) {
    def sharing = path == '' && which == 0 && image.rockRidge && !joliet
    def use = sharing ? ['SP'.bytes.toList() + [7, 1, 0xbe, 0xef, 0]] : []
    def at = directories[which == 0 ? path : parent(path)]
    record([which] as byte[], at * SECTOR, 2 * SECTOR, 2, use)
  }

  private byte[] directory(String path) {
    def use = names(path)
    if (path in image.moved && !joliet) {
      def child = ByteBuffer.allocate(8).put(VolumeDescriptor.bothEndian(directories[path])).array()
      return record(name(path, false), 0, SECTOR, 0, use + ['CL'.bytes.toList() + [12, 1] + child.toList()])
    }
    record(name(path, true), directories[path] * SECTOR, 2 * SECTOR, 2, use)
  }

  private byte[] moved(String path) {
    record(name(path, true), directories[path] * SECTOR, 2 * SECTOR, 2, names(path) + ['RE'.bytes.toList() + [4, 1]])
  }

  private List<byte[]> extents(String path) {
    int pieces = image.pieces[path] ?: 1
    long size = image.size(path)
    long piece = pieces == 1 ? size : ((size / pieces) as long).intdiv(SECTOR) * SECTOR
    (0..<pieces).collect { i ->
      long length = i == pieces - 1 ? size - i * piece : piece
      int flags = i == pieces - 1 ? 0 : 0x80
      record(name(path, false), image.offsets()[path] + i * piece, length, flags, names(path))
    }
  }

  private byte[] name(String path, boolean directory) {
    def name = path.substring(path.lastIndexOf('/') + 1)
    if (joliet) return (directory ? name : name + ';1').getBytes('UTF-16BE')
    def shortened = ShortName.ofPath(name)
    (directory ? shortened : shortened + (shortened.contains('.') ? ';1' : '.;1')).bytes
  }

  /** The Rock Ridge name in two parts, here or in a continuation area. */
  private List<List<Integer>> names(String path) {
    if (!image.rockRidge || joliet) return []
    def name = path.substring(path.lastIndexOf('/') + 1).bytes.toList()
    def half = name.size().intdiv(2)
    def parts = ['NM'.bytes.toList() + [5 + half, 1, 1] + name.take(half), 'NM'.bytes.toList() + [5 + name.size() - half, 1, 0] + name.drop(half)]
    if (!image.continued) return parts
    int at = continuation.size()
    continuation.write(parts.sum() as byte[])
    int length = continuation.size() - at
    [
      'CE'.bytes.toList() + [28, 1] + VolumeDescriptor.bothEndian(continuationSector + at.intdiv(SECTOR)).toList() +
        VolumeDescriptor.bothEndian(at % SECTOR).toList() + VolumeDescriptor.bothEndian(length).toList()
    ]
  }

  private static byte[] record(byte[] name, long offset, long length, int flags, List<List<Integer>> systemUse) {
    def use = systemUse.sum() ?: []
    int start = 33 + name.length + (name.length + 1) % 2
    int total = start + use.size() + (start + use.size()) % 2
    def bytes = ByteBuffer.allocate(total)
    bytes.put(0, (byte) total)
    bytes.put(2, VolumeDescriptor.bothEndian(offset.intdiv(SECTOR))).put(10, VolumeDescriptor.bothEndian(length))
    bytes.put(25, (byte) flags).put(32, (byte) name.length).put(33, name).put(start, use as byte[])
    bytes.array()
  }
}
