package dev.fairlead.isobuild.iso

import com.fasterxml.jackson.databind.ObjectMapper
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.security.MessageDigest

import dev.fairlead.isobuild.cpio.CpioWriter
import java.util.zip.GZIPOutputStream

/** Live images with the layout of real ones, as small as they can be. */
class LiveIso {
  static final String VOLUME = 'rhcos-418.94.202501010000-0'
  static final String DEFAULT = "mitigations=auto,nosmt coreos.liveiso=$VOLUME ignition.firstboot ignition.platform.id=metal"
  static final int IGNITION = 16 << 10
  static final int ROOM = 128
  static final int SIZE = DEFAULT.length() + ROOM
  static final byte[] ROOTFS = cpio('root.squashfs': join('hsqs'.bytes, new byte[5000]), 'etc/coreos-live-rootfs': VOLUME.bytes)

  private LiveIso() {
  }

  /** x86_64: BIOS and UEFI. */
  static IsoFixture x86(Map options = [:]) {
    def grub = grub()
    def isolinux = isolinux()
    new IsoFixture(options)
      .file('EFI/redhat/grub.cfg', grub)
      .file('coreos/features.json', '{"installer-config": true}')
      .file('coreos/igninfo.json', '{"file":"images/ignition.img"}')
      .file('coreos/kargs.json', kargs('EFI/redhat/grub.cfg': grub, 'isolinux/isolinux.cfg': isolinux))
      .file('images/efiboot.img', 'efiboot')
      .file('images/ignition.img', new byte[IGNITION])
      .file('images/pxeboot/initrd.img', initrd())
      .file('images/pxeboot/rootfs.img', ROOTFS)
      .file('images/pxeboot/vmlinuz', 'kernel')
      .file('isolinux/isolinux.bin', 'isolinux')
      .file('isolinux/isolinux.cfg', isolinux)
      .file('zipl.prm', DEFAULT)
  }

  /** Without rootfs, and with room for network configuration. */
  static IsoFixture minimal(Map options = [:]) {
    x86(options).without('images/pxeboot/rootfs.img').file('images/assisted_installer_custom.img', new byte[8192])
  }

  /** As before 2021-09: no JSON files but two headers in the system area. */
  static IsoFixture historic() {
    def image = x86().without('coreos/igninfo.json').without('coreos/kargs.json').without('coreos/features.json')
    image.systemArea = { Map<String, Long> at ->
      def ignition = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).put('coreiso+'.bytes)
        .putLong(at['images/ignition.img']).putLong(IGNITION)
      def kargs = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN).put('coreKarg'.bytes).putLong(SIZE).putLong(at['zipl.prm'])
        .putLong(at['EFI/redhat/grub.cfg'] + grub().indexOf(DEFAULT))
        .putLong(at['isolinux/isolinux.cfg'] + isolinux().indexOf(DEFAULT))
      [32744L: ignition.array(), 32672L: kargs.array()]
    }
    image
  }

  /** Ignition and arguments within the one boot image. */
  static IsoFixture s390x() {
    def cdboot = new byte[40_000]
    new Random(3).nextBytes(cdboot)
    Arrays.fill(cdboot, 20_000, 20_000 + IGNITION, (byte) 0)
    Arrays.fill(cdboot, 5_000, 5_896, (byte) 0)
    System.arraycopy(DEFAULT.bytes, 0, cdboot, 5_000, DEFAULT.length())
    def kargs = [default: DEFAULT, size: 896, files: [[path: 'images/cdboot.img', offset: 5_000, pad: '\0', end: '\0']]]
    new IsoFixture(volumeId: VOLUME)
      .file('coreos/igninfo.json', "{\"file\":\"images/cdboot.img\",\"length\":$IGNITION,\"offset\":20000}")
      .file('coreos/kargs.json', new ObjectMapper().writeValueAsString(kargs))
      .file('generic.ins', 'images/kernel.img 0x00000000')
      .file('images/cdboot.img', cdboot)
      .file('images/initrd.addrsize', [1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 9] as byte[])
      .file('images/pxeboot/initrd.img', initrd())
      .file('images/pxeboot/kernel.img', 'kernel')
      .file('images/pxeboot/rootfs.img', ROOTFS)
  }

  static String grub() {
    "menuentry 'RHEL CoreOS (Live)' {\n\tlinux /images/pxeboot/vmlinuz ${area()}# COREOS_KARG_EMBED_AREA\n" +
      "\tinitrd /images/pxeboot/initrd.img /images/ignition.img\n}\n"
  }

  static String isolinux() {
    "label linux\n  append initrd=/images/pxeboot/initrd.img,/images/ignition.img ${area()}# COREOS_KARG_EMBED_AREA\nmenu end\n"
  }

  private static String area() {
    DEFAULT + '\n' + '#' * (ROOM - 1)
  }

  static String kargs(Map<String, String> files) {
    new ObjectMapper().writeValueAsString([
      default: DEFAULT,
      files: files.collect { path, text -> [path: path, offset: text.indexOf(DEFAULT), pad: '#', end: '\n'] },
      size: SIZE
    ])
  }

  /** The initramfs proper, and what is added to it with the root file system's digests. */
  static byte[] initrd() {
    def added = cpio('etc/coreos-live-initramfs': VOLUME.bytes, 'etc/coreos-live-want-rootfs': streamHash().bytes)
    join(padded(gzip(cpio('init': '#!/bin/sh'.bytes))), padded(gzip(added)))
  }

  static String streamHash() {
    def hash = MessageDigest.getInstance('SHA-256')
    "stream-hash sha256 2097152\n${HexFormat.of().formatHex(hash.digest(ROOTFS))}\n"
  }

  static byte[] cpio(Map<String, byte[]> files) {
    def out = new ByteArrayOutputStream()
    new CpioWriter(out).withCloseable { cpio ->
      files.each { name, bytes -> cpio.add(name, CpioWriter.FILE, bytes) }
    }
    out.toByteArray()
  }

  static byte[] gzip(byte[] bytes) {
    def out = new ByteArrayOutputStream()
    new GZIPOutputStream(out).withCloseable { it.write(bytes) }
    out.toByteArray()
  }

  static byte[] join(byte[]... parts) {
    def out = new ByteArrayOutputStream()
    parts.each { out.write(it) }
    out.toByteArray()
  }

  static byte[] padded(byte[] bytes) {
    Arrays.copyOf(bytes, (bytes.length + 3).intdiv(4) * 4)
  }
}
