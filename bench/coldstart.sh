#!/usr/bin/env bash
# From process start to the first answered viewer request, on one core: Fairlead's function with and
# without its AOT cache beside what the original does (Python, boto3's S3 client). Needs Debian's
# python3-boto3, and the files of the image: ./mvnw -Pimage -DskipTests package
# Usage: bench/coldstart.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD/image/target/root/app
[ -s "$root/function.aot" ] || { echo "no image files; run ./mvnw -Pimage -DskipTests package" >&2 && exit 1; }
unset JAVA_TOOL_OPTIONS AWS_PROFILE
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=not-a-secret AWS_SESSION_TOKEN=not-a-token
export AWS_REGION=us-east-1 FAIRLEAD_CONFIG=$PWD/image/training.yml
/usr/bin/python3 bench/coldstart/measure.py "${1:-10}" \
  "python3, boto3=/usr/bin/python3 bench/coldstart/original.py" \
  "fairlead without AOT cache=env AOT_OPTION=-XX:AOTMode=off $root/bin/fairlead" \
  "fairlead with AOT cache=$root/bin/fairlead"
