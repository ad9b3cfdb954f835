#!/usr/bin/env bash
# docker-registry with its cloudfront and redirect middleware sends clients to a storage-layout
# mount, which sends them to S3, or to the CDN if they are not in AWS.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/registry.sh"
need docker-registry skopeo curl jq openssl

bucket=app-ci-us-east-1
make_image
start_testbed --bucket "$bucket=us-east-1" --cdn "$bucket"
cdn=$(sed -n "s/^# the CDN over $bucket: //p" "$work/testbed.out")
for key in cloudfront stranger; do
  openssl genrsa -traditional -out "$work/$key.pem" 2048 2>/dev/null
done
openssl rsa -in "$work/cloudfront.pem" -pubout -out "$work/cloudfront.pub" 2>/dev/null

# router_for NAME PREFIX: a router that takes the clients of a prefix for those in us-east-1; its mount
# /distribution lets in only what the registry's key has signed
router_for() {
  local port
  port=$(free_port)
  range_file "$work/$1.json" "$2" us-east-1
  cat >"$work/$1.yml" <<YAML
fairlead:
  ranges: { files: [$1.json] }
  prices: { cdn: 0.015 }
  server: { host: 127.0.0.1 }
  mounts:
    redirected:
      strategy: registry
      access: public
      match: { prefix: / }
      pass-through: { to: "$cdn", mode: redirect }
      settings:
        copies:
          - { bucket: $bucket, region: us-east-1, authoritative: true }
    cloudfront:
      strategy: registry
      access:
        cloudfront-keys: [{ id: KFAIRLEAD, public-key-file: cloudfront.pub }]
        signed-for: "http://127.0.0.1:$port"
      match: { prefix: /distribution }
      pass-through: { to: "$cdn", mode: redirect }
      settings:
        copies:
          - { bucket: $bucket, region: us-east-1, authoritative: true }
YAML
  start_router "$1" "$port"
}

cloudfront() { # cloudfront URL [KEY]: the middleware that signs URLs as CloudFront wants them
  cat <<YAML
middleware:
  storage:
    - name: cloudfront
      options: { baseurl: "$1/distribution", privatekey: "$work/${2:-cloudfront}.pem", keypairid: KFAIRLEAD, duration: 20m }
YAML
}

redirect() { # redirect URL: the middleware that names another host
  cat <<YAML
middleware:
  storage:
    - name: redirect
      options: { baseurl: "$1" }
YAML
}

# sends_to PATTERN: where the registry sends a client that asks for a blob
sends_to() {
  local url
  url=$(curl -s -o /dev/null -w '%{redirect_url}' "http://$registry/v2/sample/app/blobs/sha256:${blobs[0]}")
  [[ $url =~ ^$1$ ]] || fail "the registry sends clients to $url"
}

# pulled_by_redirect NAME: from the registry NAME, which must send every blob elsewhere
pulled_by_redirect() {
  mark "$1"
  pull "$registry/sample/app:1"
  [ "$(blob_answers "$1" 307)" -eq "${#blobs[@]}" ] || fail "$1 redirected $(blob_answers "$1" 307) blobs"
  [ "$(blob_answers "$1" '[0-9]+')" -eq "${#blobs[@]}" ] || fail "$1 served a blob itself"
  ok "$1: complete and byte for byte, every blob by redirect"
}

router_for in-aws 127.0.0.0/8
aws=$router
start_registry in-aws-cloudfront "$bucket" "$(cloudfront "$aws")"
push "$registry/sample/app:1"
pulled_by_redirect in-aws-cloudfront
expect_from_s3 "$bucket" "${blobs[@]}"
sends_to "$aws/distribution/docker/.*[?&]Signature=.*&Key-Pair-Id=KFAIRLEAD"
ok "the registry sent clients to the mount with URLs signed for CloudFront"
stop in-aws-cloudfront

start_registry stranger "$bucket" "$(cloudfront "$aws" stranger)"
mark stranger
if skopeo copy --src-tls-verify=false "docker://$registry/sample/app:1" "dir:$work/stranger-image" >"$work/skopeo.out" 2>&1; then
  fail "skopeo pulled with URLs that a stranger's key signed"
fi
[ "$(presigned_reads)" -eq 0 ] || fail "a stranger was sent to S3"
forged=$(curl -s -o /dev/null -w '%{redirect_url}' "http://$registry/v2/sample/app/blobs/sha256:${blobs[0]}")
mark stranger
status=$(curl -s -o /dev/null -w '%{http_code}' "$forged")
[ "$status" = 403 ] || fail "a stranger's signature is answered $status, not 403"
[ -z "$(requests)" ] || fail "a stranger's request made the router ask: $(requests)"
ok "URLs signed with another key are refused with 403, without any request to S3"
stop stranger

start_registry in-aws-redirect "$bucket" "$(redirect "$aws")"
pulled_by_redirect in-aws-redirect
expect_from_s3 "$bucket" "${blobs[@]}"
! saw 'cdn .*' || fail "the CDN was asked"
ok "the CDN was not asked"
sends_to "$aws/docker/[^?]*"
ok "the registry sent clients to the mount with plain URLs"
stop in-aws-redirect
stop in-aws

router_for elsewhere 203.0.113.0/24
start_registry elsewhere-cloudfront "$bucket" "$(cloudfront "$router")"
pulled_by_redirect elsewhere-cloudfront
for hex in "${blobs[@]}"; do
  saw "cdn GET 200 - /$(key_of "$hex") .*" || fail "sha256:$hex did not come from the CDN"
done
[ "$(presigned_reads)" -eq 0 ] || fail "a client outside AWS was sent to S3"
ok "a client outside AWS gets all ${#blobs[@]} blobs from the CDN, none from S3"

if grep -E 'Signature=|Key-Pair-Id=|X-Amz-Credential=' "$work"/in-aws.{out,err} "$work"/elsewhere.{out,err}; then
  fail "a router's log holds a signature"
fi
grep -h "${blobs[0]}" "$work"/in-aws.{out,err} >/dev/null || fail "the router has no access log to look at"
ok "no signature is in a router's log"
