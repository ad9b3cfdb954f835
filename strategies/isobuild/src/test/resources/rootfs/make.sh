#!/bin/bash
# Makes the images beside this script again. Needs squashfs-tools and erofs-utils (Debian 12's: 4.5.1 and 1.5).
set -euo pipefail
cd "$(dirname "$0")"
W=$(mktemp -d); trap 'rm -rf "$W"' EXIT
export SOURCE_DATE_EPOCH=1700000000

tree() { # the file in question: 16 KiB blocks with a hole of some, and a tail
  mkdir -p "$1/etc/many" "$1/ostree/deploy/a  b /.0/usr/ bin"
  for i in $(seq 300); do : > "$1/etc/many/a-rather-long-name-$i"; done
  echo 'test' > "$1/etc/release"
  ln -s /nowhere "$1/etc/nmstatectl"
  python3 -c "
import sys
b = bytes(0 if 65536 <= i < 131072 else i % 251 for i in range(201234))
sys.stdout.buffer.write(b)" > "$1/ostree/deploy/a  b /.0/usr/ bin/nmstatectl"
  find "$1" -exec touch -h -d @$SOURCE_DATE_EPOCH {} +
}
tree "$W/t"; mkdir "$W/none"; echo x > "$W/none/file"; touch -d @$SOURCE_DATE_EPOCH "$W/none/file" "$W/none"
sq() { out=$1; from=$2; shift 2; mksquashfs "$W/$from" "$W/$out" -all-root -noappend -quiet -no-progress -no-xattrs -b 16384 "$@" > "$W/log"; }
er() { out=$1; from=$2; shift 2; mkfs.erofs -T$SOURCE_DATE_EPOCH -U00000000-0000-0000-0000-000000000001 --all-root "$@" "$W/$out" "$W/$from" > "$W/log"; }
sq squashfs-gzip t -comp gzip
sq squashfs-xz t -comp xz
sq squashfs-xz-bcj t -comp xz -Xbcj x86
sq squashfs-zstd t -comp zstd
sq squashfs-lz4 t -comp lz4
sq squashfs-plain t -noI -noD -noF -noX
sq squashfs-no-fragments t -comp zstd -no-fragments
sq squashfs-without none -comp zstd
er erofs-plain t
er erofs-lz4 t -zlz4
er erofs-lz4hc-big t -zlz4hc -C65536
er erofs-full-index t -zlz4hc -Elegacy-compress
er erofs-packed-tails t -zlz4hc -Eztailpacking -C65536
er erofs-extended t -zlz4hc -Eforce-inode-extended
er erofs-without none
for f in "$W"/squashfs-* "$W"/erofs-*; do gzip -9n < "$f" > "$(basename "$f").gz"; done
