#!/bin/sh
# Makes a small Debian in a folder: `make-root.sh FOLDER SUITE MIRROR PACKAGE…`, as root, in a mount namespace of its own, so
# that what it mounts is gone with it.
set -eu
folder=$1 suite=$2 mirror=$3
shift 3

if ! command -v debootstrap >/dev/null; then
	tools=$folder.tools
	rm -rf "$tools"
	mkdir -p "$tools"
	(cd "$tools" && apt-get download -q debootstrap && dpkg-deb -x debootstrap_*.deb .)
	export DEBOOTSTRAP_DIR="$tools/usr/share/debootstrap"
	PATH=$tools/usr/sbin:$PATH
fi
debootstrap --variant=minbase "$suite" "$folder" "$mirror"
rm -rf "$folder.tools"
cp /etc/resolv.conf "$folder/etc/"
# Whatever is installed is not to be started.
printf '#!/bin/sh\nexit 101\n' >"$folder/usr/sbin/policy-rc.d"
chmod +x "$folder/usr/sbin/policy-rc.d"
chroot "$folder" apt-get update -q
DEBIAN_FRONTEND=noninteractive chroot "$folder" apt-get install -qy --no-install-recommends "$@"
# Registries may be reached through a certificate of this machine's own.
mkdir -p "$folder/etc/ssl/certs"
cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/"
