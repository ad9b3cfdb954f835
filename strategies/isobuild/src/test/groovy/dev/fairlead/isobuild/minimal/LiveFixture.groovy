package dev.fairlead.isobuild.minimal

import dev.fairlead.isobuild.iso.IsoFixture

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Path
import java.util.zip.CRC32

/** A small live image with all that boots: El Torito, an isohybrid MBR and a GPT. */
class LiveFixture {
  static final String DEFAULT = 'nosmt coreos.liveiso=rhcos-1 ignition.platform.id=metal'
  static final String MARKER = '# COREOS_KARG_EMBED_AREA\n'
  static final int ROOTFS = 3 << 20

  /** Paths in the order in which they lie. */
  static IsoFixture of(List<String> order) {
    def all = [
      'images/pxeboot/rootfs.img': bytes(ROOTFS, 1),
      'images/pxeboot/initrd.img': bytes(5000, 2),
      'images/pxeboot/vmlinuz': bytes(70_000, 3),
      'images/ignition.img': new byte[262144],
      'images/efiboot.img': bytes(40_960, 4),
      'isolinux/isolinux.bin': bytes(6000, 5),
      'isolinux/isolinux.cfg': isolinux(),
      'EFI/fedora/grub.cfg': grub(),
      'coreos/kargs.json': kargs(),
      'coreos/igninfo.json': '{"file":"images/ignition.img"}'.bytes]
    def fixture = new IsoFixture(volumeId: 'rhcos-1')
    (order + (all.keySet() - order)).each { fixture.file(it, all[it]) }
    fixture.systemArea = { offsets -> systemArea(offsets, all.values()*.length.sum() as long) }
    fixture
  }

  static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count]
    new Random(seed).nextBytes(bytes)
    bytes
  }

  private static String area() {
    DEFAULT + '\n' + '#' * 1023
  }

  private static byte[] grub() {
    "menuentry 'Live' {\n\tlinux /images/pxeboot/vmlinuz ${area()}${MARKER}\tinitrd /images/pxeboot/initrd.img /images/ignition.img\n}\n".bytes
  }

  private static byte[] isolinux() {
    "label linux\n  append initrd=/images/pxeboot/initrd.img,/images/ignition.img ${area()}${MARKER}\n".bytes
  }

  private static byte[] kargs() {
    def files = [['EFI/fedora/grub.cfg', grub()], ['isolinux/isolinux.cfg', isolinux()]].collect { path, text ->
      """{"path":"$path","offset":${new String(text).indexOf(DEFAULT)},"pad":"#","end":"\\n"}"""
    }
    """{"default":"$DEFAULT","size":${area().length()},"files":[${files.join(',')}]}""".bytes
  }

  /** The table of isolinux.bin lies in the file, but is put here as well. */
  private static Map<Long, byte[]> systemArea(Map<String, Long> offsets, long about) {
    long isolinux = offsets['isolinux/isolinux.bin']
    long efi = offsets['images/efiboot.img']
    long last = ((about >> 20) + 2) * 2048 - 1
    [
      (0L): mbr(isolinux, efi, last + 1),
      (512L): gpt(efi, last).take(512) as byte[],
      (1024L): gpt(efi, last).drop(512) as byte[],
      (isolinux + 8): little(8).putInt(0, 16).putInt(4, isolinux.intdiv(2048) as int).array(),
      (32744L): ('coreiso+'.bytes.toList() + little(16).putLong(0, offsets['images/ignition.img']).putLong(8, 262144).array().toList()) as byte[],
      (32672L): 'coreKarg'.bytes]
  }

  private static byte[] mbr(long isolinux, long efi, long sectors) {
    def mbr = little(512).putLong(432, isolinux.intdiv(512)).putShort(510, (short) 0xaa55)
    mbr.put(446, (byte) 0x80).put(450, (byte) 0x17).putInt(454, 0).putInt(458, sectors as int)
    mbr.put(466, (byte) 0xef).putInt(470, efi.intdiv(512) as int).putInt(474, 80).array()
  }

  private static List<Byte> gpt(long efi, long last) {
    def entries = little(8 * 128)
    entries.putLong(0, 1).putLong(32, 0).putLong(40, last - 34)
    entries.putLong(128, 1).putLong(128 + 32, efi.intdiv(512)).putLong(128 + 40, efi.intdiv(512) + 79)
    def header = little(512)
    header.put(0, 'EFI PART'.bytes).putInt(8, 0x10000).putInt(12, 92).putLong(24, 1).putLong(32, last)
    header.putLong(40, 64).putLong(48, last - 34).putLong(72, 2).putInt(80, 8).putInt(84, 128)
    header.putInt(88, crc(entries.array()))
    header.putInt(16, crc(header.array(), 92))
    header.array().toList() + entries.array().toList()
  }

  static int crc(byte[] bytes, int count = bytes.length) {
    def crc = new CRC32()
    crc.update(bytes, 0, count)
    crc.value as int
  }

  static ByteBuffer little(int count) {
    ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN)
  }
}
