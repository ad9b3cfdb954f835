#!/usr/bin/env bash
# skopeo pulls from docker-registry through a mount of layout oci: blobs come from S3 by redirect.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/registry.sh"
need docker-registry skopeo curl jq

east=app-ci-us-east-1
west=app-ci-us-west-2
make_image
start_testbed --bucket "$east=us-east-1" --bucket "$west=us-west-2"
start_registry registry "$east"
push "$registry/sample/app:1"
ok "an image of ${#blobs[@]} blobs was pushed to docker-registry on $east"

# All but the last blob, the large layer, were replicated.
lacking=${blobs[-1]}
replicated=("${blobs[@]:0:${#blobs[@]}-1}")
for hex in "${replicated[@]}"; do
  curl -fsS --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" --aws-sigv4 aws:amz:us-west-2:s3 \
    -H "x-amz-content-sha256: $hex" -T "$image/blobs/sha256/$hex" "$AWS_ENDPOINT_URL_S3/$west/$(key_of "$hex")"
done

# skopeo can't say that it is somewhere else, so each router believes loopback to be in its region.
router_for() {
  range_file "$work/$1.json" 127.0.0.0/8 "$1"
  cat >"$work/router-$1.yml" <<YAML
fairlead:
  ranges: { files: [$1.json] }
  prices: { cdn: 0.015 }
  server: { host: 127.0.0.1 }
  mounts:
    sample:
      strategy: registry
      access: public
      pass-through: { to: "http://$registry", mode: redirect }
      settings:
        layout: oci
        copies:
          - { bucket: $east, region: us-east-1, authoritative: true }
          - { bucket: $west, region: us-west-2 }
YAML
  start_router "router-$1"
}

router_for us-east-1
mark registry
pull "${router#http://}/sample/app:1"
ok "us-east-1: the pulled image is the pushed one, byte for byte"
expect_from_s3 "$east" "${blobs[@]}"
[ "$(blob_answers registry '[0-9]+')" -eq 0 ] || fail "docker-registry was asked for a blob"
ok "us-east-1: docker-registry was asked for no blob"

router_for us-west-2
mark registry
pull "${router#http://}/sample/app:1"
ok "us-west-2: the image is complete, though the replica lacks a blob"
expect_from_s3 "$west" "${replicated[@]}"
! read_from_s3 "$east" "$lacking" || fail "the missing blob came from $east, dearer than passing through"
saw "s3 HEAD 404 $west $(key_of "$lacking") .*" || fail "the replica was not probed"
[ "$(blob_answers registry 200)" -eq 1 ] || fail "docker-registry served $(blob_answers registry 200) blobs, not one"
ok "us-west-2: the blob that is not replicated yet was passed through to docker-registry"

status=$(curl -s -o /dev/null -w '%{http_code}' -X POST "$router/v2/sample/app/blobs/uploads/")
[ "$status" = 405 ] || fail "a push through the mount is answered $status, not 405"
ok "a push through the mount is refused with 405"
