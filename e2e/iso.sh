#!/usr/bin/env bash
# Live ISOs customised by the running drop-in boot in qemu, and see what their users gave. With "all": in every way.
. "$(dirname "$0")/lib.sh"
need xorriso cpio qemu-system-x86_64 mksquashfs grub-mkimage mcopy mkfs.vfat busybox node curl jq python3
for file in /usr/share/ovmf/OVMF.fd /usr/lib/ISOLINUX/isolinux.bin /usr/lib/syslinux/modules/bios/ldlinux.c32; do
  [ -e "$file" ] || skip "needs $file (Debian packages: ovmf isolinux syslinux-common)"
done
here=$root/e2e/iso
id=0f5a2c1e-3b47-4d7c-9a51-1f2e3d4c5b6a
version=418.94.202501010000-0
mkdir -p "$work"/{files,data,temp,assisted}

made=0
"$here/make-iso.sh" "$work/files/live.iso" >/dev/null 2>"$work/make-iso.err" || made=$?
[ $made -ne 77 ] || skip "needs apt-get to download Debian's smallest kernel"
[ $made -eq 0 ] || fail "make-iso.sh: $(tail -n 3 "$work/make-iso.err")"

# What the user gave.
printf '{"ignition": {"version": "3.2.0"}, "note": "for %s"}' "$id" >"$work/assisted/config.ign"
mkdir -p "$work/ramdisk/etc/assisted/network/host0"
printf '[connection]\nid=eth0\n' >"$work/ramdisk/etc/assisted/network/host0/eth0.nmconnection"
(cd "$work/ramdisk" && find . -mindepth 1 | LC_ALL=C sort | cpio -o -H newc -R 0:0 --quiet) | gzip -9n >"$work/assisted/ramdisk.gz"
jq -n '{kernel_arguments: ([{operation: "append", value: "e2e.first=1"}, {operation: "append", value: "e2e.second"}] | tojson)}' \
  >"$work/assisted/infra-env.json"

assisted_port=$(free_port)
start assisted node "$here/assisted.mjs" "$assisted_port" "$work/assisted"
await assisted 20 listens "$assisted_port"
files_port=$(free_port)
start files python3 -m http.server --bind 127.0.0.1 --directory "$work/files" "$files_port"
await files 20 listens "$files_port"

# Nothing but the original's environment. A guest of qemu's user network sees this machine as 10.0.2.2.
port=$(free_port)
images=$(jq -nc --arg url "http://127.0.0.1:$files_port/live.iso" --arg version "$version" \
  '[{openshift_version: "4.18", cpu_architecture: "x86_64", url: $url, version: $version}]')
start router env DATA_DIR="$work/data" DATA_TEMP_DIR="$work/temp" OS_IMAGES="$images" ASSISTED_SERVICE_SCHEME=http \
  ASSISTED_SERVICE_HOST="127.0.0.1:$assisted_port" IMAGE_SERVICE_BASE_URL="http://10.0.2.2:$port" LISTEN_PORT="$port" \
  "$fairlead" serve --management-port 0
await router 60 grep -q '^fairlead is ready' "$work/router.out"
base=http://127.0.0.1:$port
await router 120 curl -fsS "$base/health"
ok "the image is downloaded, checked and ready"

get() { curl -fsS -H 'Authorization: Bearer a user' -o "$1" "$base$2" || fail "GET $2"; }
get "$work/full.iso" "/byid/$id/$version/x86_64/full.iso"
get "$work/minimal.iso" "/byid/$id/4.18/x86_64/minimal.iso"
get "$work/initrd.img" "/images/$id/pxe-initrd?version=4.18"
get "$work/vmlinuz" "/boot-artifacts/kernel?version=4.18"
[ "$(stat -c %s "$work/full.iso")" -eq "$(stat -c %s "$work/files/live.iso")" ] || fail "the full ISO has another length than its base"
[ "$(stat -c %s "$work/minimal.iso")" -lt $((50 << 20)) ] || fail "the minimal ISO isn't small"
for iso in full minimal; do
  xorriso -indev "$work/$iso.iso" -report_el_torito plain 2>&1 | grep -q 'UEFI' || fail "xorriso finds no UEFI entry in the $iso ISO"
done

hash=$(sha256sum <"$work/assisted/config.ign" | cut -c -64)
boots() { # MODE FILE WHAT-IT-MUST-SEE... : in qemu, with the very Ignition config
  local mode=$1 file=$2 seen=$work/seen want
  shift 2
  "$here/boot.sh" "$mode" "$file" "${pxe[@]}" >"$seen" || fail "$mode $(basename "$file") did not come to its end"
  for want in "IGN-END $hash" "$@"; do
    grep -qF -- "$want" "$seen" || fail "$mode $(basename "$file"): no '$want' in: $(cat "$seen")"
  done
  ok "$mode boot of $(basename "$file"): Ignition, $*"
}
pxe=()
keyfile=/etc/assisted/network/host0/eth0.nmconnection
boots bios "$work/full.iso" 'e2e.first=1 e2e.second' 'ROOTFS-OK iso'
boots uefi "$work/minimal.iso" 'e2e.first=1 e2e.second' "$keyfile" 'ROOTFS-OK url' 'NMSTATECTL nmstatectl stands in'
pxe=("$work/vmlinuz" "ignition.firstboot ignition.platform.id=metal coreos.live.rootfs_url=http://10.0.2.2:$port/boot-artifacts/rootfs?version=4.18")
boots pxe "$work/initrd.img" "$keyfile" 'ROOTFS-OK url' 'NMSTATECTL nmstatectl stands in'
pxe=()
[ "${1:-}" = all ] || exit 0

for mode in uefi usb-bios usb-uefi; do
  boots $mode "$work/full.iso" 'e2e.first=1 e2e.second' 'ROOTFS-OK iso'
done
for mode in bios usb-bios usb-uefi; do
  boots $mode "$work/minimal.iso" 'e2e.first=1 e2e.second' "$keyfile" 'ROOTFS-OK url'
done

# Random bytes don't shrink: an Ignition config that is too large for its area moves to the image's end.
noise=$(head -c 400000 /dev/urandom | base64 -w 0)
printf '{"ignition": {"version": "3.2.0"}, "note": "%s"}' "$noise" >"$work/assisted/config.ign"
hash=$(sha256sum <"$work/assisted/config.ign" | cut -c -64)
id=1f5a2c1e-3b47-4d7c-9a51-1f2e3d4c5b6a
get "$work/large.iso" "/byid/$id/$version/x86_64/full.iso"
for mode in bios uefi; do
  boots $mode "$work/large.iso" 'e2e.first=1 e2e.second' 'ROOTFS-OK iso'
done
