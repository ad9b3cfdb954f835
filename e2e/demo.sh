#!/usr/bin/env bash
# The demo: every command that it prints works when pasted into a shell.
. "$(dirname "$0")/lib.sh"
need curl sha256sum

port=$(free_port)
management=$(free_port)
start demo "$fairlead" demo --port "$port" --management-port "$management"
lines() { grep '^curl ' "$work/demo.out"; }
four_lines() { [ "$(lines | wc -l)" -ge 4 ]; }
await demo 60 four_lines
mapfile -t commands < <(lines)

for shell in sh bash; do
  for command in "${commands[@]}"; do
    said=$("$shell" -c "$command" 2>&1 </dev/null) || fail "$shell: exit code $? of: $command: $said"
    [[ $said == *": OK"* ]] || fail "$shell: no checked digest from: $command: $said"
  done
  ok "${#commands[@]} printed commands exit 0 in $shell, each with the right sha256"
done

where=$(for command in "${commands[@]}"; do sh -c "$command" </dev/null | sed -n 's/^from port //p'; done | sort -u | wc -l)
[ "$where" -ge 2 ] || fail "all clients were sent to the same place"
ok "clients are sent to $where different places"

stop demo
case $stopped in
  0 | 143) ok "SIGTERM ends it with $stopped" ;;
  *) fail "SIGTERM ends it with $stopped" ;;
esac
! listens "$port" || fail "port $port still answers"
ok "its port is free again"
