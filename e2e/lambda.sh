#!/usr/bin/env bash
# What is deployed to Lambda: the zip from its unpacked content alone, and the image's files at their
# place below /app, each under AWS's runtime interface client; the image as an HTTP service too.
# The base image can't be had without a network, so this machine's own libraries stand in for it.
. "$(dirname "$0")/lib.sh"
need curl jq unzip unshare chroot
{ [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; } || skip "needs root, to run the image's files in a chroot"

export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=not-a-secret AWS_SESSION_TOKEN=not-a-token
export AWS_REGION=us-east-1
java=$(sed -n '/^is_25()/,/^}/p; /^find_java()/,/^}/p' "$fairlead" >"$work/find.sh" && bash -c ". $work/find.sh && find_java")
zip=$root/app/target/fairlead-lambda.zip
(cd "$root" && ./mvnw -B -ntp -Pimage -DskipTests -Dimage.base=scratch package) >"$work/build.log" 2>&1 \
  || { tail -30 "$work/build.log" >&2 && fail "the image wasn't built"; }

# answers NAME COMMAND...: what a function says to each of image/events
answers() {
  local name=$1
  shift
  (cd "$root/image" && timeout 120 "$java" Train.java events "$@") >"$work/$name.out" 2>"$work/$name.err" \
    || { tail -5 "$work/$name.err" >&2 && fail "$name: not all events were answered"; }
}

says() { # NAME EVENT FILTER: whether the answer to an event fits
  sed -n "s/^$2.json-0 response //p" "$work/$1.out" | jq -e "$3" >/dev/null || fail "$1: wrong answer to $2: $(grep "^$2" "$work/$1.out")"
}

checked() { # NAME
  says "$1" redirect '.status == "307" and (.headers.location[0].value | test("X-Amz-Signature="))'
  says "$1" pass-through '.uri and .clientIp'
  says "$1" payload-2 '.statusCode == 307 and (.headers.location // .headers.Location | test("X-Amz-Signature="))'
  says "$1" load-balancer '.statusCode == 307 and .multiValueHeaders'
  ok "$1: a redirect, a pass-through, a function URL's event and a load balancer's are answered right"
}

[ "$(stat -c %s "$zip")" -lt 25000000 ] || fail "the zip has 25 MB or more"
unzip -q "$zip" -d "$work/task"
cp "$root/image/training.yml" "$work/task/fairlead.yml"
runtime=$(printf '%s:' "$root"/app/target/dist/lib/aws-lambda-java-{runtime,serialization}*.jar)
FAIRLEAD_CONFIG=$work/task/fairlead.yml answers zip "$java" -XX:TieredStopAtLevel=1 -cp "$runtime$work/task/lib/*" \
  com.amazonaws.services.lambda.runtime.api.client.AWSLambda 'dev.fairlead.app.lambda.LambdaFunction::handleRequest'
checked zip

mkdir -p "$work/image" "$work/root"/{usr,lib,lib64,bin,proc,dev,tmp}
tar -xf "$root/image/target/fairlead-image.tar" -C "$work/image"
for layer in $(jq -r '.[0].Layers[]' "$work/image/manifest.json"); do
  tar -xzf "$work/image/$layer" -C "$work/root" 2>>"$work/tar.err"
done
jq -e '.config.User == "65532:65532" and .config.Entrypoint == ["/app/bin/fairlead"] and .config.Cmd == ["serve"]' \
  "$work/image/config.json" >/dev/null || fail "the image's configuration: $(cat "$work/image/config.json")"
for file in bin/fairlead java/bin/java function.aot; do
  [ -s "$work/root/app/$file" ] || fail "the image has no /app/$file"
done
cp "$root/image/training.yml" "$work/root/app/fairlead.yml"
chmod 1777 "$work/root/tmp"
ok "the image has its entry, its own Java, the AOT cache, and a user of its own"

cat >"$work/inside" <<INSIDE
#!/bin/sh
# As a container engine runs it: only the image's files, as its user.
for folder in usr lib lib64 bin dev; do mount --rbind -o ro /\$folder "$work/root/\$folder"; done
mount -t proc proc "$work/root/proc"
cd / && exec chroot --userspec=65532:65532 "$work/root" /app/bin/fairlead "\$@"
INSIDE
chmod 755 "$work/inside"
chmod 711 "$work"

# With AOTMode=on a cache that doesn't fit ends the JVM instead of being passed over.
FAIRLEAD_CONFIG=/app/fairlead.yml AOT_OPTION="-XX:AOTCache=/app/function.aot -XX:AOTMode=on" \
  answers image unshare -m "$work/inside" serve
checked image

port=$(free_port)
management=$(free_port)
FAIRLEAD_CONFIG=/app/fairlead.yml start serve unshare -m "$work/inside" serve --port "$port" --management-port "$management"
await serve 30 grep -q '^fairlead is ready' "$work/serve.out"
curl -fsS "http://127.0.0.1:$management/health" >/dev/null || fail "the image as an HTTP service isn't healthy"
blob=$(jq -r .rawPath "$root/image/events/payload-2.json")
said=$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' "http://127.0.0.1:$port$blob" || true)
[ "$said" = "307 https://cdn.example$blob" ] || fail "the image as an HTTP service says '$said'"
stop serve
ok "the same image is an HTTP service, and stops with $stopped"
