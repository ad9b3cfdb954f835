package dev.fairlead.app.http

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Path

/** The least that passes for a live image: short names (ECMA-119), and files that are mostly holes. */
class SparseLiveIso {
  static final int SECTOR = 2048
  static final Map<String, Integer> FILES = ['INITRD.IMG;1': SECTOR, 'ROOTFS.IMG;1': 101 << 20, 'VMLINUZ.;1': 6 << 20]
  static final int IGNITION_AT = 30 * SECTOR, IGNITION_LENGTH = 8 * SECTOR

  static void write(Path path) {
    int sector = IGNITION_AT.intdiv(SECTOR) + IGNITION_LENGTH.intdiv(SECTOR)
    def boot = FILES.collect { name, length ->
      int at = sector
      sector += length.intdiv(SECTOR)
      record(name, at, length, false)
    }
    new RandomAccessFile(path.toFile(), 'rw').withCloseable { out ->
      put(out, 16, volume())
      put(out, 17, ([255] + 'CD001'.bytes.toList() + [1]) as byte[])
      put(out, 20, folder([record('IMAGES', 21, SECTOR, true)]))
      put(out, 21, folder([record('IGNITION.IMG;1', IGNITION_AT.intdiv(SECTOR), IGNITION_LENGTH, false), record('PXEBOOT', 22, SECTOR, true)]))
      put(out, 22, folder(boot))
      out.length = (long) sector * SECTOR
    }
  }

  private static void put(RandomAccessFile out, long sector, byte[] bytes) {
    out.seek(sector * SECTOR)
    out.write(bytes)
  }

  private static byte[] volume() {
    def bytes = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN)
    bytes.put(0, (byte) 1).put(1, 'CD001'.bytes).put(6, (byte) 1).put(40, 'rhcos-418.94'.padRight(32).bytes)
    bytes.putShort(128, (short) SECTOR).put(156, record('\0', 20, SECTOR, true)).array()
  }

  private static byte[] folder(List<byte[]> records) {
    def bytes = ByteBuffer.allocate(SECTOR)
    ([record('\0', 20, SECTOR, true), record('\1', 20, SECTOR, true)] + records).each { bytes.put(it) }
    bytes.array()
  }

  private static byte[] record(String name, int sector, int length, boolean folder) {
    def size = 33 + name.length() + (name.length() + 1) % 2
    def bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN)
    bytes.put(0, (byte) size).putInt(2, sector).putInt(6, Integer.reverseBytes(sector)).putInt(10, length).putInt(14, Integer.reverseBytes(length))
    bytes.put(25, (byte) (folder ? 2 : 0)).put(32, (byte) name.length()).put(33, name.bytes).array()
  }
}
