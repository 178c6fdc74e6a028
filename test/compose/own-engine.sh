#!/bin/bash
# Runs a Docker engine as the first process of its own namespaces (mounts, processes, network), which `unshare` has made: when
# that process ends, containers, mounts and networks are gone with it. `own-engine.sh ROOT FOLDER`: ROOT is a Debian with the
# engine, FOLDER is seen by it under the same path.
set -eu
root=$1 folder=$2

mount --make-rprivate /
# The root must be a mount of its own: in a mere chroot the engine cannot unpack images.
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
for name in sys dev; do mount --rbind "/$name" "$root/$name"; done
mount -t tmpfs tmpfs "$root/run"
mkdir -p "$root$folder" "$root/old"
mount --bind "$folder" "$root$folder"
cd "$root"
pivot_root . old
umount --lazy /old
rmdir /old
# Our starter waits for this.
touch /run/tip-bench-engine

ip link set lo up
# The way out, which our starter attaches from outside.
for _ in $(seq 100); do
	ip link show tap0 >/dev/null 2>&1 && break
	sleep 0.1
done
echo nameserver 10.0.2.3 >/etc/resolv.conf
exec tini -- dockerd
