#!/usr/bin/env bash
# Lays out the image's files below target/root: Java, jars, the entry, and an AOT cache that is made by
# running the function on events/*.json. Run by `./mvnw -Pimage -DskipTests package`.
set -euo pipefail
cd "$(dirname "$0")"
jdk=${1:-}
if [ -z "$jdk" ]; then
  jdk=$(for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    ! grep -qs '^JAVA_VERSION="25' "$home/release" || { echo "$home" && break; }
  done)
fi
[ -x "$jdk/bin/jlink" ] || { echo "stage.sh: needs a JDK 25; point JAVA_HOME at one" >&2 && exit 1; }

app=../app/target
root=target/root/app
rm -rf target/root
mkdir -p $root/bin $root/lib $root/http target/classes # jib asks for the last one
cp fairlead $root/bin/fairlead
chmod 755 $root/bin/fairlead
for jar in "$app"/dist/lib/*.jar; do
  [ -e "$app/function/lib/${jar##*/}" ] || cp "$jar" $root/http
done
mv $root/http/aws-lambda-java-{runtime,serialization}*.jar target
"$jdk/bin/java" OneJar.java $root/lib/fairlead.jar \
  $app/function/lib/fairlead-app-*.jar $app/function/lib/*.jar target/aws-lambda-java-*.jar

"$jdk/bin/jlink" --output $root/java --strip-debug --no-header-files --no-man-pages \
  --add-modules java.base,java.compiler,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
# For `serve`; jlink's own archive is for large object headers only.
"$root/java/bin/java" -XX:+UseCompactObjectHeaders -Xshare:dump -Xlog:disable -Xlog:all=error:stderr

# The cache knows files by size and time; an image's files are all of the same second.
find target/root -exec touch -h -d @1 {} +
AWS_ACCESS_KEY_ID=AKIATRAINING AWS_SECRET_ACCESS_KEY=training AWS_SESSION_TOKEN=training AWS_REGION=us-east-1 \
  FAIRLEAD_CONFIG=training.yml AOT_OPTION="-XX:AOTCacheOutput=$root/function.aot" \
  "$jdk/bin/java" Train.java events "$PWD/$root/bin/fairlead"
[ -s $root/function.aot ] || { echo "stage.sh: no AOT cache was made" >&2 && exit 1; }
touch -d @1 $root/function.aot
