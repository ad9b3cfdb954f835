#!/usr/bin/env bash
# dnf, zypper, rpm, curl and wget through the drop-in: from the mirror while it has a package, then from S3.
. "$(dirname "$0")/lib.sh"
need dnf createrepo_c rpm rpmbuild curl wget jq
dnf download --help >/dev/null 2>&1 || skip "needs dnf download (Debian package: dnf-plugins-core)"

bucket=kept
repo=pub/fedora/linux/updates/44/Everything/x86_64
folder=$work/mirror/$repo
fault=$work/fault
odd='libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'
packages=("$odd" plain-1.0-1.fc44.x86_64.rpm 'perl-Text-Tabs+Wrap-2024.001-1.fc44.x86_64.rpm')
mkdir -p "$folder"

make_package() { # NAME VERSION [REQUIRES]
  cat >"$work/$1.spec" <<SPEC
Name: $1
Version: $2
Release: 1.fc44
Summary: A sample
License: MIT
${3:+Requires: $3}
%description
A sample.
%install
mkdir -p %{buildroot}/opt/$1
head -c 100000 /dev/urandom >%{buildroot}/opt/$1/data
%files
/opt/$1
SPEC
  rpmbuild -bb --quiet --target x86_64 --define "_topdir $work/rpmbuild" --define "_rpmdir $folder" \
    --define "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" --define "_build_id_links none" \
    --define "debug_package %{nil}" "$work/$1.spec" >"$work/rpmbuild.out" 2>&1 || fail "rpmbuild: $(cat "$work/rpmbuild.out")"
}
make_package 'libstdc++' '1.0~rc1^git'
make_package plain 1.0 'libstdc++'
make_package 'perl-Text-Tabs+Wrap' 2024.001
createrepo_c -q "$folder"
for package in "${packages[@]}"; do
  [ -s "$folder/$package" ] || fail "rpmbuild made no $package"
done

# The mirror is a process of its own, so that it can die.
mirror_port=$(free_port)
start_mirror() {
  start mirror "$fairlead" testbed --upstream "$work/mirror" --upstream-port "$mirror_port" --upstream-fault-file "$fault"
  await mirror 60 grep -q '^# testbed is ready' "$work/mirror.out"
}
start_mirror
start_testbed --bucket "$bucket=eu-west-1"

# Nothing but the original's environment.
port=$(free_port)
start router env AWS_REGION=eu-west-1 S3_BUCKET_NAME=$bucket ORIGIN_HOST="http://127.0.0.1:$mirror_port" \
  ORIGIN_HEAD_TIMEOUT=1 LISTEN_PORT="$port" "$fairlead" serve --management-port 0
await router 60 grep -q '^fairlead is ready' "$work/router.out"
base=http://127.0.0.1:$port/$repo

stored() { # the names of the objects, a line each
  curl -fsS --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" --aws-sigv4 aws:amz:eu-west-1:s3 \
    -H "x-amz-content-sha256: $(sha256sum </dev/null | cut -c -64)" "$AWS_ENDPOINT_URL_S3/$bucket?list-type=2" | grep -o '<Key>[^<]*' | sed "s|<Key>cache/$repo/||" | sort
}
all_stored() { [ "$(stored)" = "$(printf '%s\n' "${packages[@]}" | sort)" ]; }
same() { cmp -s "$folder/$1" "$2" || fail "${when:-well}: $3 got another $1"; } # PACKAGE FILE CLIENT

run_dnf() { # COMMAND ARGUMENT...
  timeout 60 dnf --installroot="$work/dnf/root" --releasever=44 --forcearch=x86_64 --setopt=reposdir="$work/repos" \
    --setopt=cachedir="$work/dnf/cache" --setopt=logdir="$work/dnf/log" --setopt=persistdir="$work/dnf/persist" \
    --setopt=metadata_expire=-1 --disableplugin=local --nogpgcheck -y "$@" >"$work/dnf.out" 2>&1 \
    || fail "${when:-well}: dnf $*: $(cat "$work/dnf.out")"
}
mkdir -p "$work/dnf/log" "$work/dnf/root" "$work/repos"
printf '[t]\nname=t\nbaseurl=%s\n' "$base" >"$work/repos/t.repo"

dnf_download() { # the packages whose names are the hardest
  rm -rf "$work/dnf/to"
  run_dnf download --repo t --destdir="$work/dnf/to" 'libstdc++' plain 'perl-Text-Tabs+Wrap'
  for package in "${packages[@]}"; do same "$package" "$work/dnf/to/$package" "dnf download"; done
}

dnf_install() {
  rm -rf "$work/dnf/root"
  run_dnf install --repo t plain 'perl-Text-Tabs+Wrap'
  [ -s "$work/dnf/root/opt/libstdc++/data" ] || fail "${when:-well}: dnf install left libstdc++ out"
}

spellings() {
  cat <<NAMES
libstdc%2b%2b-1.0~rc1%5egit-1.fc44.x86_64.rpm
libstdc++-1.0~rc1%5Egit-1.fc44.x86_64.rpm
libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm
libstdc%2B%2B-1.0~rc1%5Egit-1.fc44.x86_64.rpm
libstdc%2B+-1.0%7Erc1^git-1.fc44.x86_64.rpm
NAMES
}

# --- the mirror is well
while read -r spelling; do
  curl -fsSL -o "$work/got" "$base/$spelling" || fail "curl -L $spelling"
  same "$odd" "$work/got" "as $spelling"
done < <(spellings)
await router 20 eval '[ "$(stored)" = "$odd" ]'
[ "$(grep -c "^s3 PUT 200 $bucket " "$work/testbed.out")" -eq 1 ] || fail "not one upload: $(grep '^s3 PUT' "$work/testbed.out")"
ok "five spellings of one name led to one upload and one object"

exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /%s/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' "$repo" "$odd" >&3
answer=$(tr -d '\r' <&3)
exec 3>&-
[[ $answer == "HTTP/1.1 302 "*"http://127.0.0.1:$mirror_port/$repo/libstdc%2B%2B-1.0~rc1%5Egit-1.fc44.x86_64.rpm"* ]] \
  || fail "a raw ^ is answered $answer"
ok "a raw ^ in the request line gets a 302 to the mirror"

run_dnf makecache --repo t
dnf_download
dnf_install
run_dnf reposync --repo t --download-path="$work/dnf/sync"
same "$odd" "$work/dnf/sync/t/$odd" "dnf reposync"
await router 20 all_stored
ok "dnf makecache, download, install, reposync; then all ${#packages[@]} packages are in the bucket"

# A metalink is asked for with a query, which has to get there.
metalink=$work/mirror/metalink
sha256=$(sha256sum "$folder/repodata/repomd.xml" | cut -d' ' -f1)
cat >"$metalink" <<XML
<?xml version="1.0" encoding="utf-8"?>
<metalink version="3.0" xmlns="http://www.metalinker.org/"><files><file name="repomd.xml">
<size>$(stat -c %s "$folder/repodata/repomd.xml")</size>
<verification><hash type="sha256">$sha256</hash></verification>
<resources maxconnections="1"><url protocol="http" type="http" preference="100">$base/repodata/repomd.xml</url></resources>
</file></files></metalink>
XML
printf '[m]\nname=m\nmetalink=http://127.0.0.1:%s/metalink?repo=updates&arch=x86_64\n' "$port" >"$work/repos/m.repo"
run_dnf makecache --repo m
grep -q '^upstream GET 200 - /metalink ' "$work/mirror.out" || fail "the mirror was not asked for the metalink"
ok "dnf with a metalink"

# Debian's zypper conflicts with dnf-plugins-core, so it is unpacked aside.
zypper_root=$work/zypper
unpack_zypper() {
  mkdir -p "$zypper_root/debs" && cd "$zypper_root/debs" || return
  timeout 60 apt-get download -qq zypper zypper-common augeas-lenses libaugeas0 libboost-thread1.74.0 libproxy1v5 \
    libsigc++-2.0-0v5 libsolv-tools libyaml-cpp0.7 libzypp1722 >/dev/null 2>&1 || return
  for deb in ./*.deb; do dpkg -x "$deb" "$zypper_root" || return; done
  ln -sf repo2solv "$zypper_root/usr/bin/repo2solv.sh" # as libzypp calls it
  LD_LIBRARY_PATH=$zypper_root/usr/lib/x86_64-linux-gnu "$zypper_root/usr/bin/zypper" --version >/dev/null 2>&1
}
zypper=
if (unpack_zypper); then zypper=", zypper"; else echo "zypper is left out: it can't be unpacked from Debian 12 here"; fi
run_zypper() { # COMMAND ARGUMENT...
  timeout 60 env PATH="$zypper_root/usr/bin:$PATH" LD_LIBRARY_PATH="$zypper_root/usr/lib/x86_64-linux-gnu" ZYPP_LOGFILE="$work/zypper.log" \
    "$zypper_root/usr/bin/zypper" --non-interactive --no-gpg-checks --no-refresh --root "$work/zypp" "$@" >"$work/zypper.out" 2>&1 \
    || fail "${when:-well}: zypper $*: $(cat "$work/zypper.out")"
}
zypper_download() {
  local package
  find "$work/zypp" -name '*.rpm' -delete
  run_zypper install --download-only -y 'libstdc++' plain
  for package in "$odd" plain-1.0-1.fc44.x86_64.rpm; do
    same "$package" "$(find "$work/zypp" -name "$package" | head -1)" "zypper"
  done
}
if [ -n "$zypper" ]; then
  mkdir -p "$work/zypp/etc/zypp/repos.d" && echo 'arch = x86_64' >"$work/zypp/etc/zypp/zypp.conf"
  run_zypper addrepo --no-gpgcheck "$base" t
  run_zypper refresh
  zypper_download
  ok "zypper"
fi

single_downloads() {
  rm -f "$work/got"
  curl -fsSL --max-time 20 -o "$work/got" "$base/$odd" || fail "$when: curl -L"
  same "$odd" "$work/got" "curl -L"
  rm -f "$work/got"
  timeout 20 wget -q --tries=1 -O "$work/got" "$base/$odd" || fail "$when: wget"
  same "$odd" "$work/got" "wget"
  [ "$(timeout 20 rpm -qp --nosignature "$base/$odd" 2>"$work/rpm.err")" = "${odd%.rpm}" ] || fail "$when: rpm -qp: $(cat "$work/rpm.err")"
}
when=well single_downloads
ok "curl -L, wget, rpm -qp"

# --- the mirror isn't well
presigned() { grep -c "^s3 GET 20[06] $bucket cache/$repo/.* presigned$" "$work/testbed.out" || true; }
[ "$(presigned)" -eq 0 ] || fail "S3 served what the mirror has"
# A probe's "absent" is remembered for object-store.absent-ttl, half a minute, whatever is uploaded meanwhile.
echo 404 >"$fault"
rescued() { curl -fsS -o /dev/null -w '%{redirect_url}' "$base/$1" | grep -q "^$AWS_ENDPOINT_URL_S3/"; }
for package in libstdc++-1.0~rc1%5Egit-1.fc44.x86_64.rpm "${packages[@]:1}"; do await router 45 rescued "$package"; done
for when in page 404 403 429 500 hang dead; do
  case $when in
    dead) stop mirror ;;
    *) echo "$when" >"$fault" ;;
  esac
  before=$(presigned)
  single_downloads
  dnf_download
  [ -z "$zypper" ] || zypper_download
  case $when in 404 | dead) dnf_install ;; esac
  [ $(($(presigned) - before)) -ge 6 ] || fail "$when: only $(($(presigned) - before)) downloads came from S3"
  ok "the mirror is $when: curl, wget, rpm, dnf$zypper got $(($(presigned) - before)) packages from S3"
done
all_stored || fail "the bucket has changed: $(stored)"

# --- and well again, once the breaker lets a request through
rm -f "$fault"
start_mirror
at_mirror() { curl -fsS -o /dev/null -w '%{redirect_url}' "$base/$odd" | grep -q "^http://127.0.0.1:$mirror_port/"; }
await router 30 at_mirror
ok "the mirror is back, and has its clients again"
