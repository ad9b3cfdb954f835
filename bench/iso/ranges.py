"""Small ranges at random places, each on a connection of its own, one after the other or all at once.

Usage: ranges.py PORT PATH SIZE one|all COUNT
"""
import asyncio
import random
import sys
import time

LENGTH = 4096
port, path, size, how, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
took, bad = [], []


async def ask():
    first = random.randrange(size - LENGTH)
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /{path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer a user\r\nConnection: close\r\n"
        f"Range: bytes={first}-{first + LENGTH - 1}\r\n\r\n".encode()
    )
    head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
    took.append(time.perf_counter() - began)
    if not head.startswith(b"HTTP/1.1 206") or len(body) != LENGTH:
        bad.append(head[:80])
    writer.close()


async def main():
    if how == "one":
        for _ in range(count):
            await ask()
    else:
        await asyncio.gather(*(ask() for _ in range(count)))
    took.sort()
    print(
        f"median {1000 * took[count // 2]:.2f} ms, 99th percentile {1000 * took[count * 99 // 100]:.2f} ms,"
        f" {count - len(bad)} of {count} right {bad[:3] or ''}"
    )


asyncio.run(main())
