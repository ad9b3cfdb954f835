package dev.fairlead.app.http

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Path

/** A live ISO of any size that takes little of the disk: ISO 9660 names alone, and a hole for the root file system. */
class SparseIso {
  private static final SECTOR = 2048
  private static final CONFIG = "linux /images/pxeboot/vmlinuz args\n${'#' * 500}# COREOS_KARG_EMBED_AREA\n".bytes
  private final RandomAccessFile out
  private int next = 40

  private SparseIso(RandomAccessFile out) {
    this.out = out
  }

  /** Changes of it are at its start, behind its boot image, and at its end. */
  static Path write(Path file, long rootfs) {
    new RandomAccessFile(file.toFile(), 'rw').withCloseable { new SparseIso(it).fill(rootfs) }
    file
  }

  private void fill(long rootfs) {
    def grub = file(CONFIG)
    def ignition = file(new byte[256 << 10])
    def initrd = file(noise(3 << 20))
    def large = hole(rootfs)
    def kernel = file(noise(6 << 20))
    def isolinux = file(CONFIG)
    def folder = { int at, Map<String, int[]> entries -> directory(at, entries) }
    def pxeboot = folder(21, ['INITRD.IMG;1': initrd, 'ROOTFS.IMG;1': large, 'VMLINUZ.;1': kernel])
    def images = folder(22, ['IGNITION.IMG;1': ignition, 'PXEBOOT': pxeboot])
    def redhat = folder(23, ['GRUB.CFG;1': grub])
    def efi = folder(24, ['REDHAT': redhat])
    def linux = folder(25, ['ISOLINUX.CFG;1': isolinux])
    def root = folder(26, ['EFI': efi, 'IMAGES': images, 'ISOLINUX': linux])
    volume(record('\0', root))
    out.length = (long) next * SECTOR
  }

  private static byte[] noise(int size) { new byte[size].tap { new Random(size).nextBytes(it) } }

  private int[] file(byte[] bytes) {
    out.seek((long) next * SECTOR)
    out.write(bytes)
    hole(bytes.length)
  }

  /** Where something lies, how long it is, and what it is. */
  private int[] hole(long length) {
    int at = next
    next += (length + SECTOR - 1).intdiv(SECTOR) as int
    [at, length as int, 0] as int[]
  }

  private int[] directory(int at, Map<String, int[]> entries) {
    def place = [at, SECTOR, 2] as int[]
    out.seek((long) at * SECTOR)
    [record('\0', place), record('\1', place)].each { out.write(it) }
    entries.each { name, entry -> out.write(record(name, entry)) }
    place
  }

  private static byte[] record(String name, int[] place) {
    def bytes = ByteBuffer.allocate(33 + name.length() + (name.length() + 1) % 2)
    bytes.put(0, (byte) bytes.capacity()).put(25, (byte) place[2]).put(32, (byte) name.length()).put(33, name.bytes)
    both(both(bytes, 2, place[0]), 10, place[1]).array()
  }

  private static ByteBuffer both(ByteBuffer bytes, int at, int value) {
    bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(at, value).order(ByteOrder.BIG_ENDIAN).putInt(at + 4, value)
  }

  private void volume(byte[] root) {
    def primary = ByteBuffer.allocate(SECTOR).put(0, (byte) 1).put(1, 'CD001'.bytes).put(6, (byte) 1)
    primary.put(40, 'rhcos-418.94.202501010000-0'.padRight(32).bytes)
    both(primary, 80, next).putShort(128, (short) 0x0008).put(156, root)
    out.seek(16L * SECTOR)
    out.write(primary.array())
    out.write(([255] + 'CD001'.bytes.toList() + [1]) as byte[])
  }
}
