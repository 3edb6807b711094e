# shellcheck shell=bash
#
# A throw-away copy of this system with a systemd of its own, to be sourced. What is installed, started
# or broken in it is gone with it: an overlay over / takes all writes into memory, and processes,
# network, host name and control groups are its own. Needs root, and a mount namespace that is private
# already (unshare --mount).

system_folder=
system_holder= # the process that holds the namespaces
system_init=   # its systemd, which is process 1 inside

# boot_system <empty folder>: returns once that systemd says that it runs.
boot_system() {
  system_folder=$1
  system_root=$1/memory/root
  lay_out_system && start_system && await_system || {
    cat "$system_folder/init.log" >&2
    echo "no throw-away system here: it needs overlay mounts, namespaces and cgroup2" >&2
    return 1
  }
}

# inside <command>...: runs it there.
inside() {
  nsenter -t "$system_init" --mount --pid --net --uts --ipc --cgroup --root --wd \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# end_system: kills what runs there; its files go with it.
end_system() {
  [ -n "$system_folder" ] || return 0
  if [ -n "$system_holder" ]; then
    kill -KILL "$system_holder" 2> /dev/null || true
    wait "$system_holder" 2> /dev/null || true
  fi
  remove_cgroup "$system_folder/cgroups/quickbooking-$$"
  umount -l "$system_folder/cgroups" "$system_root" "$system_folder/memory" 2> /dev/null || true
  system_folder=
}

# What was killed is in its group until it is gone.
remove_cgroup() {
  local tries
  for ((tries = 200; tries > 0; tries--)); do
    find "$1" -depth -type d -exec rmdir {} \; 2> /dev/null || true
    [ -d "$1" ] || return 0
    sleep 0.05
  done
  echo "left behind: control group $1"
}

# -- how it is made ---

lay_out_system() {
  local layers=$system_folder/memory
  touch "$system_folder/init.log"
  mkdir "$layers" "$system_folder/cgroups" \
    && mount -t tmpfs tmpfs "$layers" \
    && mkdir "$layers/written" "$layers/work" "$system_root" \
    && mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/written,workdir=$layers/work" "$system_root" \
    && mount -t cgroup2 cgroup2 "$system_folder/cgroups" \
    && mkdir "$system_folder/cgroups/quickbooking-$$" || return 1
  keep_only_the_journal
}

# None of the services of the machine whose copy this is: only what is asked for later.
keep_only_the_journal() {
  local units=$system_root/lib/systemd/system
  rm -rf "$system_root"/etc/systemd/system/*.wants "$units"/*.target.wants \
    "$system_root/lib/systemd/system-generators"
  mkdir "$units/sysinit.target.wants"
  ln -s ../systemd-journald.service "$units/sysinit.target.wants/"
  : > "$system_root/etc/fstab"
  rm -f "$system_root/usr/sbin/policy-rc.d"
}

start_system() {
  (
    echo "$BASHPID" > "$system_folder/cgroups/quickbooking-$$/cgroup.procs"
    exec unshare --mount --pid --net --uts --ipc --cgroup --fork --kill-child \
      bash -euc "$(declare -f become_init); become_init '$system_root'"
  ) < /dev/null > "$system_folder/init.log" 2>&1 &
  system_holder=$!
}

become_init() {
  local device folder
  cd "$1"
  mount -t proc proc proc
  mount -t sysfs -o ro sysfs sys
  mount -t cgroup2 cgroup2 sys/fs/cgroup
  for folder in run tmp dev; do mount -t tmpfs tmpfs "$folder"; done
  for device in null zero full random urandom tty; do
    touch "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
  done
  mkdir dev/shm dev/pts
  mount -t tmpfs tmpfs dev/shm
  mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
  ln -s pts/ptmx dev/ptmx
  pivot_root . mnt
  umount -l mnt
  exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=basic.target
}

await_system() {
  local tries
  for ((tries = 300; tries > 0; tries--)); do
    kill -0 "$system_holder" 2> /dev/null || return 1
    system_init=$(pgrep -P "$system_holder" -x systemd || true)
    [ -z "$system_init" ] || [ "$(inside systemctl is-system-running 2> /dev/null)" != running ] || return 0
    sleep 0.1
  done
  return 1
}
