#!/usr/bin/env bash
# What the RPM cache adds to a download: its 302 beside a HEAD of the mirror itself, at a steady rate.
# nginx is the mirror. Then the mirror hangs: what an answer takes once the breaker is open.
# Needs nginx and python3; the figures mean something on an idle machine only.
# Usage: bench/rpm.sh [requests per second] [seconds]
. "$(dirname "$0")/../e2e/lib.sh"
need nginx python3 curl
rate=${1:-200} seconds=${2:-20}

mkdir -p "$work/mirror"
head -c 2000 /dev/urandom >"$work/file"
for i in $(seq 200); do ln "$work/file" "$work/mirror/p$i-1-1.x86_64.rpm"; done
mirror=$(free_port) port=$(free_port) management=$(free_port)
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server { listen 127.0.0.1:$mirror; root $work/mirror; keepalive_requests 100000; types { application/x-rpm rpm; } }
}
CONF
start nginx nginx -c "$work/nginx.conf" -g 'daemon off;'
start_testbed --bucket kept=eu-west-1
hash=$(sha256sum <"$work/file" | cut -c -64)
curl -fsS --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" --aws-sigv4 aws:amz:eu-west-1:s3 \
  -H "x-amz-content-sha256: $hash" -T "$work/file" "$AWS_ENDPOINT_URL_S3/kept/cache/p[1-200]-1-1.x86_64.rpm"
start router env AWS_REGION=eu-west-1 S3_BUCKET_NAME=kept ORIGIN_HOST="http://127.0.0.1:$mirror" ORIGIN_HEAD_TIMEOUT=1 \
  LISTEN_PORT="$port" "$fairlead" serve --management-port "$management"
await router 60 grep -q '^fairlead is ready' "$work/router.out"

cat >"$work/load.py" <<'PY'
"""An open loop: requests leave on time whatever became of those before; late answers count from when they were due."""
import asyncio, sys, time

method, port, rate, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
idle, took, statuses = [], [], {}

async def ask(due, i):
    reader, writer = idle.pop() if idle else await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{method} /p{i % 200 + 1}-1-1.x86_64.rpm HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    took.append(time.perf_counter() - due)
    status = head.split()[1].decode()
    statuses[status] = statuses.get(status, 0) + 1
    idle.append((reader, writer))

async def main():
    start, tasks = time.perf_counter(), []
    for i in range(int(rate * seconds)):
        due = start + i / rate
        await asyncio.sleep(max(0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(time.perf_counter(), i)))
    for failure in await asyncio.gather(*tasks, return_exceptions=True):
        if failure:
            statuses[repr(failure)] = statuses.get(repr(failure), 0) + 1
    took.sort()
    p = lambda q: f"{1000 * took[min(len(took) - 1, int(q * len(took)))]:.2f}"
    print(p(0.5), p(0.99), len(took), statuses, sep="\t")

asyncio.run(main())
PY
show() { awk -F'\t' -v who="$1" '{printf "  %-22s p50 %7s ms  p99 %7s ms  %s answers %s\n", who, $1, $2, $3, $4}' "$2"; }

echo "warming up for a minute"
python3 "$work/load.py" GET "$port" "$rate" 60 >/dev/null
for round in 1 2 3; do
  python3 "$work/load.py" HEAD "$mirror" "$rate" "$seconds" >"$work/direct"
  python3 "$work/load.py" GET "$port" "$rate" "$seconds" >"$work/routed"
  echo "the mirror is well, round $round: the router adds $(paste "$work/direct" "$work/routed" \
    | awk -F'\t' '{printf "%.2f ms to the median, %.2f ms to the 99th percentile", $5 - $1, $6 - $2}')"
  show "HEAD of the mirror" "$work/direct"
  show "302 of the router" "$work/routed"
done

kill -STOP "${pids[nginx]}" $(pgrep -P "${pids[nginx]}")
curl -s -o /dev/null "http://127.0.0.1:$port/p[1-10]-1-1.x86_64.rpm" # until the breaker opens
python3 "$work/load.py" GET "$port" "$rate" 8 >"$work/hanging"
echo "the mirror hangs, and the breaker is open"
show "302 of the router" "$work/hanging"
kill -CONT "${pids[nginx]}" $(pgrep -P "${pids[nginx]}")
curl -s "http://127.0.0.1:$management/prometheus" | grep -E '^fairlead_(decisions|rpm_uploads)' || true
