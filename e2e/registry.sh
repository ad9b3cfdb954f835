# shellcheck shell=bash disable=SC2154
# For scripts with a real registry: an image made by hand, docker-registry, skopeo, and who read what.

# descriptor TYPE FILE: moves the file below its digest in the OCI layout $image
descriptor() {
  local hex
  hex=$(sha256sum <"$2" | cut -c -64)
  jq -nc --arg type "$1" --arg digest "sha256:$hex" --argjson size "$(stat -c %s "$2")" \
    '{mediaType: $type, digest: $digest, size: $size}'
  mv "$2" "$image/blobs/sha256/$hex"
}

# make_image: two layers of random bytes, the larger of several upload parts; sets image and blobs
make_image() {
  local oci=application/vnd.oci.image tmp=$work/made size tars=() layers=()
  image=$work/image
  mkdir -p "$image/blobs/sha256" "$tmp"
  for size in 1000000 12000000; do
    head -c "$size" /dev/urandom >"$tmp/random-$size"
    tar -C "$tmp" -cf "$tmp/layer.tar" "random-$size"
    tars+=("sha256:$(sha256sum <"$tmp/layer.tar" | cut -c -64)")
    gzip -n1 "$tmp/layer.tar"
    layers+=("$(descriptor "$oci.layer.v1.tar+gzip" "$tmp/layer.tar.gz")")
  done
  jq -nc '{architecture: "amd64", os: "linux", config: {},
    rootfs: {type: "layers", diff_ids: $ARGS.positional}}' --args "${tars[@]}" >"$tmp/config"
  descriptor "$oci.config.v1+json" "$tmp/config" >"$tmp/config.json"
  printf '%s\n' "${layers[@]}" | jq -sc --arg type "$oci.manifest.v1+json" --slurpfile config "$tmp/config.json" \
    '{schemaVersion: 2, mediaType: $type, config: $config[0], layers: .}' >"$tmp/manifest"
  mapfile -t blobs < <(jq -r '.config, .layers[] | .digest[7:]' "$tmp/manifest")
  cp "$tmp/manifest" "$work/manifest.json"
  descriptor "$oci.manifest.v1+json" "$tmp/manifest" \
    | jq '{schemaVersion: 2, manifests: [. + {annotations: {"org.opencontainers.image.ref.name": "latest"}}]}' >"$image/index.json"
  echo '{"imageLayoutVersion":"1.0.0"}' >"$image/oci-layout"
}

# start_registry NAME BUCKET [MIDDLEWARE]: docker-registry over a bucket in us-east-1; sets registry.
# Without middleware it serves blobs itself, else it redirects as the middleware says.
start_registry() {
  local name=$1 port
  port=$(free_port)
  registry=127.0.0.1:$port
  cat >"$work/$name.yml" <<YAML
version: 0.1
log: { level: warn, accesslog: { disabled: false } }
http: { addr: "$registry", secret: only-for-this-run }
storage:
  s3:
    bucket: $2
    region: us-east-1
    regionendpoint: $AWS_ENDPOINT_URL_S3
    accesskey: $AWS_ACCESS_KEY_ID
    secretkey: $AWS_SECRET_ACCESS_KEY
    forcepathstyle: true
    v4auth: true
    secure: false
  redirect: { disable: $([ $# -lt 3 ] && echo true || echo false) }
${3:-}
YAML
  start "$name" docker-registry serve "$work/$name.yml"
  await "$name" 20 listens "$port"
}

push() { # push REGISTRY/NAME:TAG
  skopeo --insecure-policy copy --quiet --preserve-digests --dest-tls-verify=false "oci:$image:latest" "docker://$1" \
    || fail "skopeo could not push to $1"
}

# pull REGISTRY/NAME:TAG: into an empty folder, and compares every byte with what was pushed
pull() {
  local to hex
  to=$(mktemp -d "$work/pulled.XXXXXX")
  skopeo --insecure-policy copy --quiet --preserve-digests --src-tls-verify=false "docker://$1" "dir:$to" \
    || fail "skopeo could not pull $1"
  cmp "$work/manifest.json" "$to/manifest.json" || fail "another manifest was pulled"
  for hex in "${blobs[@]}"; do
    cmp "$image/blobs/sha256/$hex" "$to/$hex" || fail "other bytes were pulled for $hex"
  done
  rm -rf "$to"
}

key_of() { echo "docker/registry/v2/blobs/sha256/${1:0:2}/$1/data"; }

# From now on requests count.
mark() {
  marked=$(wc -l <"$work/testbed.out")
  [ ! -f "$work/${1:-registry}.out" ] || marked_registry=$(wc -l <"$work/${1:-registry}.out")
}

requests() { tail -n "+$((marked + 1))" "$work/testbed.out"; } # to the stand-ins, since the mark

# saw PATTERN: succeeds if a whole line says so; no -q, which would end the pipe early
saw() { requests | grep -xE "$1" >/dev/null; }

# read_from_s3 BUCKET HEX: succeeds if the blob was read there by a redirect, that is, presigned
read_from_s3() { saw "s3 GET 20[06] $1 $(key_of "$2") $AWS_ACCESS_KEY_ID presigned"; }

expect_from_s3() { # expect_from_s3 BUCKET HEX...
  local bucket=$1 hex
  shift
  for hex in "$@"; do
    read_from_s3 "$bucket" "$hex" || fail "sha256:$hex was not read from $bucket by redirect"
  done
  ok "$# blobs were read from $bucket with presigned URLs"
}

presigned_reads() { requests | grep -c '^s3 GET .* presigned$' || true; }

# blob_answers NAME STATUS: how many GETs of blobs a registry answered so, since the mark
blob_answers() {
  tail -n "+$((marked_registry + 1))" "$work/$1.out" | grep -cE "\"GET /v2/[^ ]+/blobs/sha256:[^ ]+ HTTP/1.1\" $2 " || true
}
