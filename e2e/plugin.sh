#!/usr/bin/env bash
# Somebody else's strategy: the guide followed literally in an empty folder, then the example's jar put into
# plugins/, downloaded through over HTTP and under AWS's runtime interface client.
. "$(dirname "$0")/lib.sh"
need curl jq
java=$(sed -n '/^is_25()/,/^}/p; /^find_java()/,/^}/p' "$fairlead" >"$work/find.sh" && bash -c ". $work/find.sh && find_java")

# What is made here goes to a repository of its own, before the one that the build filled.
local=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
export MAVEN_ARGS="${MAVEN_ARGS:-} -B -ntp -Dmaven.repo.local=$work/repository -Dmaven.repo.local.tail=$local -Dmaven.repo.local.tail.ignoreAvailability=true"

mkdir "$work/guide"
{ echo 'set -euo pipefail' && sed -n '/^```bash$/,/^```$/{/^```/d;p}' "$root/docs/writing-a-strategy.md"; } >"$work/guide.sh"
SECONDS=0
(cd "$work/guide" && fairlead=$root bash "$work/guide.sh") >"$work/guide.out" 2>&1 || fail "a command of docs/writing-a-strategy.md failed"
grep -q '"location" : "https://hello-files.s3.us-west-2.amazonaws.com/a/b.bin"' "$work/guide.out" || fail "the guide's plugin doesn't redirect"
ok "the guide's ten commands give a working plugin in $SECONDS s"

"$root/mvnw" -f "$root/examples/custom-strategy/pom.xml" -DskipTests package >"$work/example.out" 2>&1 || fail "the example isn't built by itself"
home=$work/home
mkdir -p "$home/app/target" "$home/plugins"
cp "$fairlead" "$home/" && ln -s "$root/app/target/dist" "$home/app/target/dist"

bucket=pool-us-east-1
start_testbed --bucket "$bucket=us-east-1"
export AWS_REGION=us-east-1
path=/pool/main/b/bash/bash_5.3-1_amd64.deb
head -c 1000000 /dev/urandom >"$work/package"
curl -fsS --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" --aws-sigv4 aws:amz:us-east-1:s3 \
  -H "x-amz-content-sha256: $(sha256sum <"$work/package" | cut -c -64)" -T "$work/package" "$AWS_ENDPOINT_URL_S3/$bucket$path" || fail "the bucket takes no object"
range_file "$work/ranges.json" 127.0.0.0/8 us-east-1
cat >"$work/router.yml" <<YAML
fairlead:
  ranges: { files: [ranges.json] }
  mounts:
    debian:
      strategy: debian-pool
      access: public
      match: { prefix: / }
      pass-through: { to: "https://mirror.invalid/debian" }
      settings: { probe-deadline: 20s, copies: [{ bucket: $bucket, region: us-east-1 }] } # a busy machine's first probe
YAML

fairlead=$home/fairlead
"$fairlead" check --config "$work/router.yml" >"$work/check.out" 2>"$work/check.err" && fail "it starts without the plugin"
grep -q "unknown 'debian-pool'" "$work/check.err" || fail "check says: $(cat "$work/check.err")"
ok "without the jar 'fairlead check' names the strategy that is missing"

cp "$root/examples/custom-strategy/target/debian-pool.jar" "$home/plugins/"
"$fairlead" check --config "$work/router.yml" >"$work/check.out" || fail "check refuses the configuration"
"$fairlead" plugins >"$work/plugins.out" || fail "fairlead plugins fails"
grep -q '^strategy debian-pool (.*debian-pool.jar, 1.0.0)$' "$work/plugins.out" || fail "fairlead plugins says: $(cat "$work/plugins.out")"
grep -q '^  presign-expiry *time *20m *1m to 7d$' "$work/plugins.out" || fail "its settings aren't listed"
ok "with it, it is listed with its settings"

start_router router
curl -fsSL -o "$work/got" "$router$path" || fail "nothing was downloaded"
cmp "$work/package" "$work/got" || fail "other bytes were downloaded"
said=$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' "$router/dists/trixie/InRelease")
[ "$said" = "307 https://mirror.invalid/debian/dists/trixie/InRelease" ] || fail "InRelease is answered $said"
stop router
ok "over HTTP: a package comes from the bucket, InRelease from the mirror; it stops with $stopped"

mkdir "$work/events"
jq --arg path "$path" '.rawPath = $path | .requestContext.http.path = $path | .requestContext.http.sourceIp = "127.0.0.1"' \
  "$root/image/events/payload-2.json" >"$work/events/package.json"
(cd "$root/image" && FAIRLEAD_CONFIG=$work/router.yml AWS_LAMBDA_FUNCTION_NAME=f timeout 120 "$java" Train.java "$work/events" \
  "$fairlead" serve) >"$work/function.out" 2>"$work/function.err" || fail "the function didn't answer"
url=$(sed -n 's/^package.json-0 response //p' "$work/function.out" | jq -r '.headers.location // .headers.Location')
curl -fsS -o "$work/got" "$url" && cmp "$work/package" "$work/got" || fail "the function's redirect leads to other bytes: $url"
ok "the same jar under the runtime interface client: its redirect leads to the same bytes"
