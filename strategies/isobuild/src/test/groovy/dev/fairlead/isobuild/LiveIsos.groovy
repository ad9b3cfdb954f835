package dev.fairlead.isobuild

import dev.fairlead.isobuild.image.LiveImage
import dev.fairlead.isobuild.iso.IsoFixture
import java.nio.file.Path

/** Small live ISOs. */
class LiveIsos {
  static final AREA = 4096
  static final ROOTFS = ('the root file system ' * 100).bytes
  static final INITRD = ('the initrd' * 10).bytes // a multiple of 4
  private static final KARGS = 'default args'
  private static final CONFIG = "linux /images/pxeboot/vmlinuz "

  static LiveImage full(Path folder, String arch = 'x86_64') {
    write(folder.resolve("rhcos-full-iso-418.94-${arch}.iso"), x86())
  }

  static LiveImage minimal(Path folder) {
    write(folder.resolve('rhcos-minimal-iso-418.94-x86_64.iso'),
        x86().without('images/pxeboot/rootfs.img').file('images/assisted_installer_custom.img', new byte[8192]))
  }

  static LiveImage s390x(Path folder) {
    write(folder.resolve('rhcos-full-iso-418.94-s390x.iso'), new IsoFixture()
        .file('images/cdboot.img', new byte[4 * AREA])
        .file('images/ignition.img', new byte[AREA])
        .file('coreos/igninfo.json', '{"file":"images/cdboot.img","offset":4096,"length":4096}')
        .file('images/initrd.addrsize', [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9] as byte[])
        .file('generic.ins', 'images/kernel.img 0x00000000\n')
        .file('images/pxeboot/kernel.img', 'an old kernel')
        .file('images/pxeboot/initrd.img', INITRD)
        .file('images/pxeboot/rootfs.img', ROOTFS))
  }

  private static IsoFixture x86() {
    def area = "$KARGS\n${'#' * 200}"
    new IsoFixture()
        .file('images/ignition.img', new byte[AREA])
        .file('coreos/igninfo.json', '{"file":"images/ignition.img"}')
        .file('EFI/redhat/grub.cfg', "$CONFIG$area# COREOS_KARG_EMBED_AREA\n")
        .file('isolinux/isolinux.cfg', "$CONFIG$area# COREOS_KARG_EMBED_AREA\n")
        .file('coreos/features.json', '{"live-initrd-network": true}')
        .file('coreos/kargs.json', """{"default": "$KARGS", "size": ${area.length()}, "files": [
            {"path": "EFI/redhat/grub.cfg", "offset": ${CONFIG.length()}, "pad": "#", "end": "\\n"},
            {"path": "isolinux/isolinux.cfg", "offset": ${CONFIG.length()}, "pad": "#", "end": "\\n"}]}""")
        .file('images/pxeboot/vmlinuz', 'the kernel')
        .file('images/pxeboot/initrd.img', INITRD)
        .file('images/pxeboot/rootfs.img', ROOTFS)
  }

  private static LiveImage write(Path file, IsoFixture iso) {
    LiveImage.open(iso.write(file))
  }
}
