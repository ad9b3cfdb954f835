"""Writes the boot loaders' files with their area for kernel arguments. Usage: boot-config.py LABEL FOLDER"""
import json
import pathlib
import sys

label, folder = sys.argv[1], pathlib.Path(sys.argv[2])
default = f"mitigations=auto,nosmt coreos.liveiso={label} ignition.firstboot ignition.platform.id=metal"
area = default + "\n" + "#" * 1023
marker = "# COREOS_KARG_EMBED_AREA\n"  # its # ends the area and stays outside of it

texts = {
    "EFI/redhat/grub.cfg": f"""set default="0"
function load_video {{
  insmod efi_gop
  insmod all_video
}}
load_video
set gfxpayload=keep
set timeout=1
menuentry 'RHEL CoreOS (Live)' --class fedora --class gnu-linux --class gnu --class os {{
\tlinux /images/pxeboot/vmlinuz {area}{marker}\tinitrd /images/pxeboot/initrd.img /images/ignition.img
}}
""",
    "isolinux/isolinux.cfg": f"""serial 0
default vesamenu.c32
timeout 10
display boot.msg
menu clear
menu title RHEL CoreOS

label linux
  menu label ^RHEL CoreOS (Live)
  menu default
  kernel /images/pxeboot/vmlinuz
  append initrd=/images/pxeboot/initrd.img,/images/ignition.img {area}{marker}menu end
""",
}
for path, text in texts.items():
    (folder / path).write_text(text)
files = [{"end": "\n", "offset": text.index(area), "pad": "#", "path": path} for path, text in texts.items()]
for name, value in {
    "kargs": {"default": default, "files": files, "size": len(area)},
    "igninfo": {"file": "images/ignition.img"},
}.items():
    (folder / f"coreos/{name}.json").write_text(json.dumps(value, indent=2, sort_keys=True) + "\n")
