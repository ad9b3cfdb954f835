#!/usr/bin/env bash
# Makes a small ISO with the layout of a CoreOS live ISO: isolinux and GRUB, hybrid MBR and GPT, embed areas for an
# Ignition config and kernel arguments, a rootfs. Its init prints what it was booted with, and halts.
# Usage: make-iso.sh OUT.iso [MiB of rootfs]; exits with 77 when there is no kernel to be had.
set -euo pipefail
out=$(realpath -m "${1:?usage: make-iso.sh OUT.iso [MiB of rootfs]}")
megabytes=${2:-101} # an image whose rootfs is under 100 MiB isn't taken for a live ISO
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
label=rhcos-418.94.202501010000-0
cd "$(mktemp -d "${TMPDIR:-/tmp}/make-iso.XXXXXX")"
trap 'rm -rf "$PWD"' EXIT
mkdir -p initrd/{bin,dev,proc,sys,mnt,tmp,etc,usr/bin,lib/modules} more/etc/coreos rootfs/etc tree/etc \
  tree/ostree/deploy/rhcos/deploy/0.0/usr/bin live/{images/pxeboot,coreos,isolinux,EFI/redhat}

archive() { # FOLDER: as gzip, whose end is on a 4-byte boundary
  (cd "$1" && find . -mindepth 1 | LC_ALL=C sort | cpio -o -H newc -R 0:0 --quiet) | gzip -9n >"$1.gz"
  truncate -s %4 "$1.gz"
  cat "$1.gz"
}

# Debian's smallest kernel, unpacked and not installed.
package=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image/{print $2; exit}')
apt-get -qq download "$package" || exit 77
dpkg-deb -x linux-image-*.deb kernel
cp kernel/boot/vmlinuz-* live/images/pxeboot/vmlinuz
chmod 644 live/images/pxeboot/vmlinuz

# The root file system, within a cpio whose first member it is.
printf 'a rootfs for tests\n' >tree/etc/test-release
printf '#!/bin/busybox sh\necho nmstatectl stands in\n' >tree/ostree/deploy/rhcos/deploy/0.0/usr/bin/nmstatectl
chmod 755 tree/ostree/deploy/rhcos/deploy/0.0/usr/bin/nmstatectl
head -c "${megabytes}M" /dev/urandom >tree/padding
mksquashfs tree rootfs/root.squashfs -comp zstd -all-root -noappend -quiet -no-progress >/dev/null
echo "$label" >rootfs/etc/coreos-live-rootfs
(cd rootfs && printf '%s\n' root.squashfs etc etc/coreos-live-rootfs | cpio -o -H newc -R 0:0 --quiet) >live/images/pxeboot/rootfs.img

# The initial ramdisk: busybox with the modules for a CD, a disk and a network card; then what says which rootfs fits.
cp /bin/busybox initrd/bin/
install -m 755 "$here/init" initrd/init
python3 "$here/modules.py" kernel/lib/modules/* initrd/lib/modules
sha256sum <live/images/pxeboot/rootfs.img | cut -c -64 >more/etc/test-rootfs.sha256
python3 "$here/stream-hash.py" live/images/pxeboot/rootfs.img >more/etc/coreos-live-want-rootfs
echo '{"live-initrd-network": true}' | tee more/etc/coreos/features.json >live/coreos/features.json
{ archive initrd && archive more; } >live/images/pxeboot/initrd.img

# The boot loaders and the areas that are filled in later.
truncate -s 256K live/images/ignition.img
cp /usr/lib/ISOLINUX/isolinux.bin live/isolinux/
cp /usr/lib/syslinux/modules/bios/{ldlinux,libcom32,libutil,vesamenu}.c32 live/isolinux/
echo "A live ISO for tests" >live/isolinux/boot.msg
python3 "$here/boot-config.py" "$label" live
cat >early.cfg <<CFG
search --no-floppy --set=root --label $label
set prefix=(\$root)/EFI/redhat
configfile \$prefix/grub.cfg
CFG
grub-mkimage -O x86_64-efi -c early.cfg -p /EFI/redhat -o BOOTX64.EFI iso9660 fat part_gpt part_msdos normal configfile \
  linux search search_label search_fs_file test echo ls cat serial terminal efi_gop efi_uga video all_video gzio reboot halt
mkfs.vfat -C -n EFIBOOT live/images/efiboot.img $(($(stat -c %s BOOTX64.EFI) / 1024 + 2048)) >/dev/null
mmd -i live/images/efiboot.img ::/EFI ::/EFI/BOOT
mcopy -i live/images/efiboot.img BOOTX64.EFI ::/EFI/BOOT/BOOTX64.EFI

rm -f "$out"
xorriso -as mkisofs -quiet -V "$label" -volset "$label" -rational-rock -J -joliet-long \
  -b isolinux/isolinux.bin -c isolinux/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table \
  -eltorito-alt-boot -e images/efiboot.img -no-emul-boot \
  -isohybrid-mbr /usr/lib/ISOLINUX/isohdpfx.bin -isohybrid-gpt-basdat -o "$out" live 2>xorriso.err || {
  cat xorriso.err >&2
  exit 1
}
