package dev.fairlead.isobuild.iso

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Path

/** Writes tiny ISO 9660 images, sparse where nothing is. */
class IsoFixture {
  static final int SECTOR = 2048

  String volumeId = 'rhcos-418.94.202501010000-0'
  boolean rockRidge = true
  boolean joliet = true
  boolean elTorito = true
  /** Rock Ridge names go to a continuation area. */
  boolean continued = false
  /** Paths to bytes, in order. */
  Map<String, byte[]> files = [:]
  /** Where a file must begin, in bytes; the others follow one another. */
  Map<String, Long> places = [:]
  /** Files of zeros with a hole instead of bytes, by length. */
  Map<String, Long> holes = [:]
  /** Extents that a file is cut into. */
  Map<String, Integer> pieces = [:]
  /** Directories that lie in rr_moved (Rock Ridge CL, PL and RE). */
  Set<String> moved = []
  /** What the system area holds, by offset. */
  Closure<Map<Long, byte[]>> systemArea = { Map<String, Long> offsets -> [:] }

  private final Map<String, Long> offsets = [:]
  private long next

  IsoFixture file(String path, byte[] bytes) {
    files[path] = bytes
    this
  }

  IsoFixture file(String path, String text) {
    file(path, text.getBytes('UTF-8'))
  }

  IsoFixture without(String path) {
    files.remove(path)
    this
  }

  /** Where each file begins; known once the image is written. */
  Map<String, Long> offsets() {
    offsets
  }

  Path write(Path path) {
    new RandomAccessFile(path.toFile(), 'rw').withCloseable { out ->
      out.length = 0
      def trees = [new IsoTreeFixture(this, false)]
      if (joliet) trees << new IsoTreeFixture(this, true)
      next = 17 + trees.size() + (elTorito ? 1 : 0)
      trees.each { tree -> next = tree.place(next) }
      long bootSector = elTorito ? next++ : 0
      placeFiles()
      long end = Math.max(next, (out.length() + SECTOR - 1).intdiv(SECTOR))
      files.each { name, bytes -> put(out, offsets[name], bytes) }
      int sector = 16
      put(out, sector++ * SECTOR, trees[0].descriptor(end))
      if (elTorito) {
        put(out, sector++ * SECTOR, bootRecord(bootSector))
        put(out, bootSector * SECTOR, catalogue())
      }
      if (joliet) put(out, sector++ * SECTOR, trees[1].descriptor(end))
      put(out, sector * SECTOR, ([255] + 'CD001'.bytes.toList() + [1]) as byte[])
      trees.each { tree -> tree.sectors().each { at, bytes -> put(out, at * SECTOR, bytes) } }
      systemArea(offsets).each { at, bytes -> put(out, at, bytes) }
      out.length = end * SECTOR
    }
    path
  }

  private void placeFiles() {
    (files.keySet() + holes.keySet()).each { name ->
      long sector = places.containsKey(name) ? places[name].intdiv(SECTOR) : next
      offsets[name] = sector * SECTOR
      next = Math.max(next, sector + (size(name) + SECTOR - 1).intdiv(SECTOR))
    }
  }

  long size(String name) {
    holes[name] ?: files[name].length
  }

  private static void put(RandomAccessFile out, long at, byte[] bytes) {
    out.seek(at)
    out.write(bytes)
  }

  private static byte[] bootRecord(long catalogue) {
    def bytes = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN)
    bytes.put([0] as byte[]).put('CD001'.bytes).put([1] as byte[]).put('EL TORITO SPECIFICATION'.bytes)
    bytes.putInt(71, (int) catalogue).array()
  }

  /** BIOS and UEFI, as far as there are images for them. */
  private byte[] catalogue() {
    def bytes = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN)
    bytes.put(0, (byte) 1).putShort(28, (short) 0x55aa).putShort(30, (short) 0xaa55)
    entry(bytes, 32, offsets['isolinux/isolinux.bin'] ?: offsets['images/cdboot.img'] ?: 0L)
    bytes.put(64, (byte) 0x91).put(65, (byte) 0xef).putShort(66, (short) 1)
    entry(bytes, 96, offsets['images/efiboot.img'] ?: 0L)
    bytes.array()
  }

  private static void entry(ByteBuffer bytes, int at, long offset) {
    bytes.put(at, (byte) 0x88).putShort(at + 6, (short) 4).putInt(at + 8, (int) offset.intdiv(SECTOR))
  }
}
