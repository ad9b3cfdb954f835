# shellcheck shell=bash
# Shared by the end-to-end scripts: processes that end with the script, ports, and plain reports.
# A script exits with 77 when it can't run here, after saying why.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/fairlead-e2e.XXXXXX")
fairlead=$root/fairlead
declare -A pids=()

ok() { echo "ok - $*"; }

fail() {
  echo "FAILED - $*" >&2
  exit 1
}

skip() {
  echo "skipped: $*"
  exit 77
}

need() { # the tools of the script
  local tool missing=()
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [ ${#missing[@]} -eq 0 ] || skip "needs ${missing[*]} (Debian packages: docker-registry skopeo curl jq openssl, or dnf createrepo-c rpm wget)"
}

# start NAME COMMAND...: in the background, with $work/NAME.out and .err
start() {
  local name=$1
  shift
  "$@" >"$work/$name.out" 2>"$work/$name.err" &
  pids[$name]=$!
}

running() { kill -0 "${pids[$1]}" 2>/dev/null; }

# await NAME SECONDS COMMAND...: until the command succeeds, while NAME runs
await() {
  local name=$1 ticks=$(($2 * 10))
  shift 2
  until "$@" >/dev/null 2>&1; do
    running "$name" || fail "$name ended before: $*"
    [ $((ticks -= 1)) -gt 0 ] || fail "$name took too long for: $*"
    sleep 0.1
  done
}

# stop NAME: by SIGTERM; its exit code goes to $stopped
stop() {
  local pid=${pids[$1]} ticks=400
  kill -TERM "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do
    [ $((ticks -= 1)) -gt 0 ] || { kill -KILL "$pid" && fail "$1 did not stop within 40 seconds"; }
    sleep 0.1
  done
  stopped=0
  # shellcheck disable=SC2034 # for the scripts
  wait "$pid" || stopped=$?
  unset "pids[$1]"
}

finish() {
  local code=$? name log
  trap - EXIT
  for name in "${!pids[@]}"; do
    kill -TERM "${pids[$name]}" 2>/dev/null || true
  done
  wait
  if [ "$code" -ne 0 ] && [ "$code" -ne 77 ]; then
    for log in "$work"/*.out "$work"/*.err; do
      [ ! -s "$log" ] || { echo "--- the end of $(basename "$log")" && tail -n 25 "$log" | cut -c -400; } >&2
    done
  fi
  rm -rf "$work"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  while true; do
    port=$((RANDOM % 12000 + 20000)) # below the ports that Linux gives to outgoing connections
    listens "$port" || { echo "$port" && return; }
  done
}

# The first start may build, which takes the caller's proxies and certificates; nothing later does.
"$fairlead" --version >/dev/null || fail "fairlead does not build"
export FAIRLEAD_JAVA_OPTS="-Djava.io.tmpdir=$work"
unset AWS_CA_BUNDLE AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_SESSION_TOKEN AWS_ROLE_ARN
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

# start_testbed ARGUMENT...: and exports the credentials and endpoints that it prints
start_testbed() {
  start testbed "$fairlead" testbed "$@"
  await testbed 60 grep -q '^# testbed is ready' "$work/testbed.out"
  eval "$(grep '^export AWS_' "$work/testbed.out")"
}

# start_router NAME [PORT]: with $work/NAME.yml, on free ports unless one is given; $router is its URL
start_router() {
  start "$1" "$fairlead" serve --config "$work/$1.yml" --port "${2:-0}" --management-port 0
  await "$1" 60 grep -q '^fairlead is ready' "$work/$1.out"
  # shellcheck disable=SC2034 # for the scripts
  router=http://127.0.0.1:$(sed -n 's/^fairlead is ready: serving on [^ ]*:\([0-9]*\),.*/\1/p' "$work/$1.out")
}

# range_file FILE PREFIX REGION: a file as AWS publishes it; elsewhere is where nobody is
range_file() {
  local made
  made=$(date -u +%Y-%m-%d-%H-%M-%S)
  jq -n --arg prefix "$2" --arg region "$3" --arg made "$made" --arg token "$(date +%s)" '
    def row($prefix; $region): {ip_prefix: $prefix, region: $region, service: "EC2", network_border_group: $region};
    {syncToken: $token, createDate: $made, ipv6_prefixes: [],
     prefixes: [row($prefix; $region), row("198.51.100.0/25"; "us-east-1"), row("198.51.100.128/25"; "us-west-2")]}' >"$1"
}
