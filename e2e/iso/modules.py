"""Copies the modules for a CD, a disk, a rootfs and a network card, in the order in which they load.

Usage: modules.py FOLDER-OF-MODULES OUT-FOLDER
"""
import pathlib
import re
import shutil
import sys

WANTED = "virtio_pci ata_piix ahci virtio_scsi sr_mod sd_mod isofs loop squashfs nls_utf8 virtio_net".split()

source, out = map(pathlib.Path, sys.argv[1:])
files = {path.stem.replace("-", "_"): path for path in source.rglob("*.ko")}
order = []


def add(name):
    name = name.replace("-", "_")
    if name in files and name not in order:
        depends = re.search(rb"\0depends=([^\0]*)\0", files[name].read_bytes())
        for needed in depends.group(1).decode().split(",") if depends else []:
            add(needed)
        order.append(name)


for module in WANTED:
    add(module)
for module in order:
    shutil.copy(files[module], out / f"{module}.ko")
(out / "order").write_text("\n".join(order) + "\n")
