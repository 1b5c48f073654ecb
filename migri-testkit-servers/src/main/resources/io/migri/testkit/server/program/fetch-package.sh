#!/usr/bin/env bash
# fetch-package.sh SUITE PACKAGE DIR PROGRAM...
# Unpacks a Debian package and everything it needs, its own C library and loader included, into DIR/root and writes its version to
# DIR/version. Nothing is installed on the machine and no root is needed. PROGRAM is what is wanted of it, as a path within DIR/root;
# other programs are removed.
set -euo pipefail
suite=${1:?suite}
package=${2:?package}
dir=$(realpath -m "${3:?folder}")
shift 3
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

fail() {
  echo "$1" >&2
  exit 3
}
for tool in apt-get dpkg dpkg-deb; do
  command -v "$tool" >/dev/null || fail "no $tool here: this way needs a Debian machine"
done
[ -r "$keyring" ] || fail "no $keyring: install debian-archive-keyring"

# The mirror that this machine itself uses; the security archive holds no whole suites.
mirror=${MIGRI_TEST_DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
  | sed -n 's#/debian/*$#/debian#p' | head -n 1)}
[ -n "$mirror" ] || fail "apt names no Debian mirror here: set MIGRI_TEST_DEBIAN_MIRROR to the URL of one"

arch=$(dpkg --print-architecture)
apt=$dir/apt
mkdir -p "$apt"/{lists/partial,archives/partial,none} "$dir/root"

# Perl is a dependency of helper scripts that are never run here: tell apt that it is there.
cat > "$apt/status" <<STATUS
Package: perl
Status: install ok installed
Priority: optional
Section: perl
Maintainer: none <none@invalid>
Architecture: $arch
Multi-Arch: allowed
Version: 99.0
Description: stand-in

STATUS
echo "deb [arch=$arch signed-by=$keyring] $mirror $suite main" > "$apt/sources.list"
# A mirror may be some weeks behind, but a list older than 90 days may be one that hides a fixed weakness.
# Read on top of the machine's own apt.conf.d, so that a proxy set there is used.
cat > "$apt/apt.conf" <<CONF
APT::Architecture "$arch";
APT::Architectures { "$arch"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Update::Error-Mode "any";
Acquire::Check-Valid-Until "true";
Acquire::Min-ValidTime "7776000";
Acquire::IndexTargets::deb::DEP-11 { DefaultEnabled "false"; };
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/none";
Dir::Etc::preferences "$apt/none/none";
Dir::Etc::preferencesparts "$apt/none";
Dir::State "$apt";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt";
Dir::Cache::archives "$apt/archives";
Debug::NoLocking "true";
CONF
export APT_CONFIG=$apt/apt.conf
apt-get -qq update
apt-get -qq -y --download-only install "$package"
for deb in "$apt"/archives/*.deb; do
  dpkg-deb -x "$deb" "$dir/root"
done
dpkg-deb -f "$apt/archives/${package}"_*.deb Version > "$dir/version"
# Packages of older suites have the C library and the loader in /lib, which is a link to /usr/lib on a machine of today.
if [ -d "$dir/root/lib" ]; then
  cp -a "$dir/root/lib/." "$dir/root/usr/lib/"
fi

mkdir "$dir/kept"
for program in "$@"; do
  mv "$dir/root/$program" "$dir/kept/"
done
rm -rf "$dir"/root/usr/share/{doc,man,locale,lintian,perl,gdb,gcc} \
  "$dir"/root/usr/lib/*-linux-gnu/{gconv,perl*} "$dir"/root/{bin,etc,lib,lib64,sbin,var,usr/bin,usr/sbin} "$apt"
for program in "$@"; do
  mkdir -p "$dir/root/${program%/*}"
  mv "$dir/kept/${program##*/}" "$dir/root/$program"
done
rmdir "$dir/kept"

loader=$(echo "$dir"/root/usr/lib/*-linux-gnu/ld-linux-*.so.*)
for program in "$@"; do
  # The option files of this machine are none of its business.
  options=
  case $program in *mysql* | *mariadb*) options=--no-defaults ;; esac
  "$loader" --inhibit-cache --library-path "${loader%/*}" "$dir/root/$program" $options --version
done
