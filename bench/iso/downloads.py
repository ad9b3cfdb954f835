"""Whole downloads at once, each read to its end and thrown away. Usage: downloads.py PORT PATH SIZE COUNT"""
import selectors
import socket
import sys
import time

port, path, size, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
room = bytearray(1 << 20)
selector = selectors.DefaultSelector()
lengths, statuses = {}, {}
began = time.perf_counter()
for number in range(count):
    sock = socket.create_connection(("127.0.0.1", port))
    sock.sendall(
        f"GET /{path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer a user\r\nConnection: close\r\n\r\n".encode()
    )
    selector.register(sock, selectors.EVENT_READ, number)
while selector.get_map():
    for key, _ in selector.select():
        try:
            read = key.fileobj.recv_into(room)
        except OSError as failure:
            statuses[repr(failure)] = statuses.get(repr(failure), 0) + 1
            read = 0
        if key.data not in lengths and read:
            head = bytes(room[:read]).partition(b"\r\n\r\n")[0]  # loopback gives the head in one piece
            status = head.split()[1].decode()
            statuses[status] = statuses.get(status, 0) + 1
            lengths[key.data] = -len(head) - 4
        if read:
            lengths[key.data] += read
        else:
            selector.unregister(key.fileobj)
            key.fileobj.close()
whole = sum(length == size for length in lengths.values())
gigabytes = sum(max(0, length) for length in lengths.values()) / 1e9
print(f"{whole} of {count} whole, statuses {statuses}, {gigabytes / (time.perf_counter() - began):.2f} GB/s in all")
