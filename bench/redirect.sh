#!/usr/bin/env bash
# A cached blob redirect, Fairlead beside nginx with the same ranges in a geo block.
# Each server gets one core, wrk another. Two loads: clients that are all redirected to a presigned URL
# (half of them to a probed replica), and clients from anywhere, of whom most pass through.
# Needs nginx, wrk and two cores. Usage: bench/redirect.sh [seconds per run]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-15}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

./fairlead --version
[ -d bench/target/dist/lib ] || ./mvnw -B -ntp -q -DskipTests -pl bench -am package
java=$(dirname "$(find /usr/lib/jvm ${JAVA_HOME:-} -path '*25*/bin/java' 2>/dev/null | head -1)")

port=18080 management=18081 nginx_port=18082
table=ranges/src/main/resources/dev/fairlead/ranges/embedded.ranges

# The S3 stand-in runs where it disturbs nobody: it is asked once per blob.
taskset -c 1 "$java/java" -cp 'bench/target/dist/lib/*' dev.fairlead.bench.Stand "$work" >"$work/stand.log" 2>&1 &
until [ -s "$work/paths" ]; do sleep 0.1; done
# shellcheck disable=SC1091
. "$work/environment"

# The same table for nginx: prefix -> region, the client from the same field.
awk -F'\t' '$1=="cloud"{cloud=$2} $1=="at"{region=$2} /^[0-9a-f]+[.:]/{print $1, (cloud=="aws" && region!="" ? region : "none") ";"}' \
  "$table" > "$work/geo"
cat > "$work/nginx.conf" <<EOF
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  geo \$http_x_forwarded_for \$region { default none; include $work/geo; }
  map \$region \$to { default cdn.example; us-east-1 bench-us-east-1.s3.us-east-1.amazonaws.com; us-west-2 bench-us-west-2.s3.us-west-2.amazonaws.com; }
  server { listen 127.0.0.1:$nginx_port; location / { return 307 https://\$to\$uri; } }
}
EOF
taskset -c 0 nginx -c "$work/nginx.conf" -g 'daemon off;' &
FAIRLEAD_JAVA_OPTS="${FAIRLEAD_JAVA_OPTS:-}" taskset -c 0 ./fairlead serve --config "$work/bench.yml" \
  --port $port --management-port $management >"$work/out" 2>"$work/err" &
fairlead=$!
until curl -fso /dev/null "http://127.0.0.1:$management/health"; do sleep 0.2; done

for clients in redirected anywhere; do
  cat > "$work/$clients.lua" <<EOF
local paths, clients = {}, {}
for line in io.lines("$work/paths") do paths[#paths + 1] = line end
for line in io.lines("$work/$clients") do clients[#clients + 1] = line end
local requests, at = {}, 0
init = function()
  for i = 1, #clients do
    requests[i] = wrk.format("GET", paths[i % #paths + 1], { ["X-Forwarded-For"] = clients[i] })
  end
end
request = function() at = at % #requests + 1; return requests[at] end
EOF
done
load() { taskset -c 1 wrk -t1 -c32 -d"$3"s --latency -s "$work/$2.lua" "http://127.0.0.1:$1" > "$work/wrk.$1"; }
rate() { awk '/Requests\/sec/{print $2}' "$work/wrk.$1"; }
show() { awk -v who="$2" '/99%/{p=$2} /50%/{m=$2} /Requests\/sec/{r=$2} /Non-2xx/{e=$0} END{printf "  %-9s %7.0f requests/s  p50 %s  p99 %s %s\n", who, r, m, p, e}' "$work/wrk.$1"; }

curl -s -o /dev/null -D - -H 'X-Forwarded-For: 52.32.0.1' "http://127.0.0.1:$port$(head -1 "$work/paths")" | grep -i '^location' | cut -c1-90
curl -s -o /dev/null -D - -H 'X-Forwarded-For: 52.32.0.1' "http://127.0.0.1:$nginx_port$(head -1 "$work/paths")" | grep -i '^location' | cut -c1-90
echo "warming up"
load $port redirected 20
for clients in redirected anywhere; do
  for round in 1 2 3; do
    load $nginx_port $clients "$seconds"
    load $port $clients "$seconds"
    echo "$clients clients, round $round: fairlead / nginx = $(awk "BEGIN{printf \"%.2f\", $(rate $port) / $(rate $nginx_port)}")"
    show $nginx_port nginx
    show $port fairlead
  done
done
awk '/VmRSS/{printf "fairlead RSS %.0f MB\n", $2 / 1024}' "/proc/$fairlead/status"
curl -s "http://127.0.0.1:$management/prometheus" | grep '^fairlead_decisions' || true
