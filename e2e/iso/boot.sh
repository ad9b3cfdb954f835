#!/usr/bin/env bash
# Boots a live ISO of make-iso.sh in qemu and prints what its init saw; fails unless that ran to its end.
# Usage: boot.sh bios|uefi|usb-bios|usb-uefi ISO, or boot.sh pxe INITRD KERNEL ARGUMENTS
set -euo pipefail
mode=$1 image=$2
# shellcheck disable=SC2054 # the commas are qemu's
machine=(-machine pc,accel=tcg -cpu max -m 1024 -smp 1 -display none -serial stdio -monitor none -no-reboot
  -netdev user,id=net -device virtio-net-pci,netdev=net,romfile=)
case $mode in
  *uefi) machine+=(-bios /usr/share/ovmf/OVMF.fd) ;;
esac
case $mode in
  bios | uefi) machine+=(-cdrom "$image" -boot d) ;;
  usb-*) machine+=(-drive "file=$image,format=raw,if=ide,snapshot=on") ;;
  pxe) machine+=(-kernel "$3" -initrd "$image" -append "$4") ;;
  *) echo "unknown mode $mode" >&2 && exit 2 ;;
esac
log=$(mktemp "${TMPDIR:-/tmp}/boot.XXXXXX")
trap 'rm -f "$log"' EXIT
timeout "${BOOT_SECONDS:-240}" qemu-system-x86_64 "${machine[@]}" </dev/null >"$log" 2>&1 || true
tr -d '\r' <"$log" | sed -n 's/\x1b\[[0-9;?]*[A-Za-z]//g; /TESTLIVE-BEGIN/,$p'
grep -aq TESTLIVE-END "$log" || { tail -c 1500 "$log" >&2 && exit 1; }
