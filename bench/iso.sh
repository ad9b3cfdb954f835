#!/usr/bin/env bash
# A customised ISO of 1 GiB beside nginx (sendfile) serving its base: throughput and CPU per GB of one download, ranges of
# 4 KiB on fresh connections, then 2,000 ranges and 300 whole downloads at once, with the program's memory.
# Needs nginx, node, python3 and curl, and what e2e/iso.sh needs, to make the ISO. On an idle machine.
# Usage: bench/iso.sh [rounds] [parallel downloads] [an ISO that is there already]
. "$(dirname "$0")/../e2e/lib.sh"
need nginx node python3 curl jq
rounds=${1:-5} parallel=${2:-300}
here=$root/bench/iso
id=0f5a2c1e-3b47-4d7c-9a51-1f2e3d4c5b6a
mkdir -p "$work"/{files,data,temp,assisted}
if [ -n "${3:-}" ]; then
  cp "$3" "$work/files/live.iso"
else
  "$root/e2e/iso/make-iso.sh" "$work/files/live.iso" 985 >/dev/null 2>&1 || fail "make-iso.sh"
fi
size=$(stat -c %s "$work/files/live.iso")

printf '{"ignition": {"version": "3.2.0"}}' >"$work/assisted/config.ign"
: >"$work/assisted/ramdisk.gz"
jq -n '{kernel_arguments: ([{operation: "append", value: "bench=1"}] | tojson)}' >"$work/assisted/infra-env.json"
assisted=$(free_port) nginx=$(free_port) port=$(free_port)
start assisted node "$root/e2e/iso/assisted.mjs" "$assisted" "$work/assisted"
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 4096; }
http {
  access_log off; sendfile on; tcp_nopush on;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server { listen 127.0.0.1:$nginx; root $work/files; keepalive_requests 100000; }
}
CONF
start nginx nginx -c "$work/nginx.conf" -g 'daemon off;'
await nginx 20 listens "$nginx"
images=$(jq -nc --arg url "http://127.0.0.1:$nginx/live.iso" \
  '[{openshift_version: "4.17", cpu_architecture: "x86_64", url: $url, version: "417.94.202501010000-0"}]')
start router env DATA_DIR="$work/data" DATA_TEMP_DIR="$work/temp" OS_IMAGES="$images" ASSISTED_SERVICE_SCHEME=http \
  ASSISTED_SERVICE_HOST="127.0.0.1:$assisted" IMAGE_SERVICE_BASE_URL="http://127.0.0.1:$port" LISTEN_PORT="$port" \
  "$fairlead" serve --management-port 0
await router 60 grep -q '^fairlead is ready' "$work/router.out"
await router 300 curl -fsS "http://127.0.0.1:$port/health"
ours=http://127.0.0.1:$port/byid/$id/4.17/x86_64/full.iso
theirs=http://127.0.0.1:$nginx/live.iso
user='Authorization: Bearer a user'

cpu() { # PID: seconds of CPU that it and its children used
  local pid all=0
  for pid in "$1" $(pgrep -P "$1"); do
    all=$((all + $(sed 's/.*) //' "/proc/$pid/stat" | cut -d' ' -f12) + $(sed 's/.*) //' "/proc/$pid/stat" | cut -d' ' -f13)))
  done
  echo "$all $(getconf CLK_TCK)" | awk '{print $1 / $2}'
}
download() { # NAME URL: prints GB/s and core-seconds per GB
  local before seconds
  before=$(cpu "${pids[$1]}")
  seconds=$(for _ in 1 2 3; do curl -fsS -H "$user" -o /dev/null -w '%{time_total}\n' "$2"; done | awk '{s += $1} END {print s}')
  echo "$before $(cpu "${pids[$1]}") $seconds $size" | awk '{g = 3 * $4 / 1e9; printf "%.3f\t%.3f\n", g / $3, ($2 - $1) / g}'
}
download router "$ours" >/dev/null
download nginx "$theirs" >/dev/null
for round in $(seq "$rounds"); do
  read -r their_speed their_cpu < <(download nginx "$theirs")
  read -r our_speed our_cpu < <(download router "$ours")
  echo "$round $our_speed $their_speed $our_cpu $their_cpu" \
    | awk '{printf "round %s: %s GB/s, nginx %s: %.2f times; %s core-seconds per GB, nginx %s: %.2f times\n", $1, $2, $3, $2 / $3, $4, $5, $4 / $5}'
done

python3 "$here/ranges.py" "$port" "${ours#http://*/}" "$size" one 2000 | sed 's/^/ranges of 4 KiB, a connection each: /'
python3 "$here/ranges.py" "$nginx" live.iso "$size" one 2000 | sed 's/^/the same from nginx: /'
python3 "$here/ranges.py" "$port" "${ours#http://*/}" "$size" all 2000 | sed 's/^/2,000 ranges at once: /'
memory() { awk '/^VmHWM/ {print $2 / 1024 " MB"}' "/proc/${pids[router]}/status"; }
echo "the most memory so far: $(memory)"
echo "$parallel downloads at once: $(python3 "$here/downloads.py" "$port" "${ours#http://*/}" "$size" "$parallel")"
echo "the most memory of the program: $(memory)"
