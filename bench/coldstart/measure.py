"""Times processes from their start to their first answer to a viewer request, in turn.

usage: measure.py RUNS NAME=COMMAND...    (the first is what the others are compared with)

It is itself the Runtime API that they poll; commands are run by a shell, on the first core.
"""

import http.server
import json
import os
import queue
import signal
import statistics
import subprocess
import sys
import threading
import time

DIGEST = "25d51a8ddcd713bf7ab7db85fd215c302d7ab3995abace04f4fb25acc073e6ce"
EVENT = {"Records": [{"cf": {
    "config": {"distributionDomainName": "d111111abcdef8.cloudfront.net", "distributionId": "EDFDVBD6EXAMPLE",
               "eventType": "viewer-request", "requestId": "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ=="},
    "request": {"clientIp": "3.80.0.1", "method": "GET", "querystring": "",
                "uri": f"/docker/registry/v2/blobs/sha256/25/{DIGEST}/data",
                "headers": {"host": [{"key": "Host", "value": "d111111abcdef8.cloudfront.net"}],
                            "user-agent": [{"key": "User-Agent", "value": "containers/5.36"}]}}}}]}
answers = queue.Queue()


class RuntimeApi(http.server.BaseHTTPRequestHandler):
    """One event per process: a second poll waits until the process is ended."""

    protocol_version = "HTTP/1.1"
    events = queue.Queue()

    def do_GET(self):
        body = self.events.get()
        self.send_response(200)
        self.send_header("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
        self.send_header("Lambda-Runtime-Deadline-Ms", str(int(time.time() * 1000) + 60_000))
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:fairlead")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except BrokenPipeError:
            pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))) if "Content-Length" in self.headers else self.chunks()
        answers.put((time.perf_counter(), self.path, body))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def chunks(self):
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Every process is killed in the middle of its second poll."""


def once(command, environment):
    """Milliseconds to the first answer, which has to be the redirect."""
    RuntimeApi.events = queue.Queue()
    RuntimeApi.events.put(json.dumps(EVENT).encode())
    start = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", "0", "sh", "-c", "exec " + command], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        end, path, body = answers.get(timeout=60)
    except queue.Empty:
        process.kill()
        sys.exit(f"no answer from: {command}\n{process.stderr.read().decode()}")
    with open(f"/proc/{process.pid}/status") as status:
        rss = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    answer = json.loads(body) if path.endswith("/response") else {}
    if answer.get("status") != "307" or "X-Amz-Signature=" not in answer["headers"]["location"][0]["value"]:
        sys.exit(f"not a redirect, from: {command}\n{path} {body.decode()}")
    return (end - start) * 1000, rss / 1024


def main():
    runs = int(sys.argv[1])
    commands = dict(argument.split("=", 1) for argument in sys.argv[2:])
    server = Server(("127.0.0.1", 0), RuntimeApi)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    environment = dict(os.environ, AWS_LAMBDA_RUNTIME_API=f"127.0.0.1:{server.server_port}")
    times = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            measured = once(command, environment)
            if run > 0:  # the first round fills the file cache
                times[name].append(measured)
    base = statistics.median(t for t, _ in next(iter(times.values())))
    for name, measured in times.items():
        spent = [t for t, _ in measured]
        median = statistics.median(spent)
        print(f"{name:<28} median {median:6.0f} ms  ({min(spent):.0f} to {max(spent):.0f})"
              f"  ratio {median / base:.2f}  RSS {statistics.median(r for _, r in measured):.0f} MB")


main()
