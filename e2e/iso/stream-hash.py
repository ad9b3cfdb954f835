"""Prints what a live initrd holds about its rootfs: a digest per 2 MiB. Usage: stream-hash.py FILE"""
import hashlib
import sys

CHUNK = 2 << 20

print("stream-hash sha256", CHUNK)
with open(sys.argv[1], "rb") as file:
    while chunk := file.read(CHUNK):
        print(hashlib.sha256(chunk).hexdigest())
