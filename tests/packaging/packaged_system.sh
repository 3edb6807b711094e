# shellcheck shell=bash
#
# What the tests share that install the package into a throw-away system, to be sourced with the build
# folder as argument. Sets `folder` (temporary); the package and one_booking.py are in the system's /root.

[ "$(id -u)" -eq 0 ] || { echo "needs root: for namespaces, an overlay, and apt in them"; exit 77; }
[ -n "${OWN_MOUNTS-}" ] || OWN_MOUNTS=1 exec unshare --mount --propagation private "$0" "$@"

# shellcheck source=tests/packaging/throwaway_system.sh
. "$(dirname "${BASH_SOURCE[0]}")/throwaway_system.sh"

promise() { printf -- '-- %s\n' "$*"; }

broken() {
  printf 'broken: %s\n' "$*"
  inside journalctl --no-pager -n 30 || true
  exit 1
}

# quietly <command>...: shows what it says only if it fails.
quietly() { "$@" > "$folder/log" 2>&1 || { cat "$folder/log"; broken "$*"; }; }

# expect <what> <wanted> <command>...: of what the command prints.
expect() {
  local what=$1 wanted=$2 got
  shift 2
  got=$("$@" 2>&1) || true
  [ "$got" = "$wanted" ] || broken "$what is '$got', not '$wanted'"
}

# within <seconds> <command>...: tries until it succeeds.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.05
  done
}

# property <unit> <name>: as systemd has it.
property() { inside systemctl show --value -p "$2" "$1"; }

# says <unit> <words>: in the journal.
says() { inside journalctl -u "$1" --grep "$2" > /dev/null; }

# get <port> <path>: the answer's status and body.
get() {
  inside python3 -c 'import sys, urllib.request as r; x = r.urlopen(sys.argv[1], timeout=5); print(x.status, x.read().decode())' \
    "http://127.0.0.1:$1$2" 2> /dev/null
}

is_ready() { [[ $(get "$1" /readyz) == 200* ]]; }

# book <port>: prints the booking's code.
book() { inside python3 /root/one_booking.py "http://127.0.0.1:$1"; }

install_package() {
  quietly inside apt-get install -q -y --no-install-recommends "$@" /root/quickbooking.deb
}

folder=$(mktemp -d)
trap 'end_system; rm -rf --one-file-system "$folder"' EXIT
boot_system "$folder" || exit 1
quietly inside dpkg --configure -a # what the machine itself was about to install
cp "$1"/package/quickbooking_*.deb "$system_root/root/quickbooking.deb"
cp "$(dirname "${BASH_SOURCE[0]}")/one_booking.py" "$system_root/root/"
