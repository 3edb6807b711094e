#!/usr/bin/env bash
# Builds the Debian package and lets it live: installed with apt and started by a real systemd, in a
# throw-away copy of this system, until it is purged. Each step says what it promises.
#
#   service_test.sh BUILD_FOLDER
#
# Exit code: 0 kept, 1 broken or not to be tried here, 77 not root.
set -euo pipefail

[ "$(id -u)" -eq 0 ] || { echo "needs root: for namespaces, an overlay, and apt in them"; exit 77; }
[ -n "${OWN_MOUNTS-}" ] || OWN_MOUNTS=1 exec unshare --mount --propagation private "$0" "$@"

here=$(cd "$(dirname "$0")" && pwd)
build=$1
folder=$(mktemp -d)
# shellcheck source=tests/packaging/throwaway_system.sh
. "$here/throwaway_system.sh"
trap 'end_system; rm -rf --one-file-system "$folder"' EXIT

node=quickbooking-node.service
second=quickbooking-node@second.service
configuration=/etc/quickbooking

promise() { printf -- '-- %s\n' "$*"; }

broken() {
  printf 'broken: %s\n' "$*"
  [ -z "$system_init" ] || inside journalctl --no-pager -n 30 || true
  exit 1
}

# expect <what> <wanted> <command>...: of what the command prints.
expect() {
  local what=$1 wanted=$2 got
  shift 2
  got=$("$@" 2>&1) || true
  [ "$got" = "$wanted" ] || broken "$what is '$got', not '$wanted'"
}

# says <words>: the node, in the journal.
says() { inside journalctl -u "$node" --grep "$1" > /dev/null; }

property() { inside systemctl show --value -p "$2" "$1"; }

# within <seconds> <command>...: tries until it succeeds.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.05
  done
}

status_of() {
  inside python3 -c 'import sys, urllib.request as r; print(r.urlopen(sys.argv[1], timeout=5).status)' \
    "http://127.0.0.1:$1/readyz" 2> /dev/null
}

book() { inside python3 /root/one_booking.py "http://127.0.0.1:$1"; }

# What of the file system a package may touch, but for the records of dpkg and apt.
files() {
  inside find /etc /lib/systemd /usr/bin /usr/share/doc /var/lib -xdev -not -type d \
    -not -path '/var/lib/dpkg/*' -not -path '/var/lib/apt/*' | sort
}

install_package() { inside apt-get install -q -y --no-install-recommends "$@" /root/quickbooking.deb 2>&1; }

# -- the steps ---

build_package() {
  promise "CPack builds one package"
  cpack -G DEB --config "$build/CPackConfig.cmake" -B "$folder/package" > "$folder/cpack.log" 2>&1 \
    || { cat "$folder/cpack.log"; exit 1; }
  mapfile -t packages < <(find "$folder/package" -maxdepth 1 -name 'quickbooking_*.deb')
  [ "${#packages[@]}" -eq 1 ] || { echo "${#packages[@]} packages"; exit 1; }
  package=${packages[0]}
}

look_into_package() {
  promise "it depends on the libraries that its programs link, and lets nobody but root read secrets"
  dpkg-deb -f "$package" Depends > "$folder/depends"
  dpkg-deb -c "$package" > "$folder/contents"
  grep -q 'libcaf-core0.17.*libhiredis.*libpq5' "$folder/depends" || broken "Depends"
  grep -Eq '^-rw------- root/root .* \./etc/quickbooking/secrets.env$' "$folder/contents" || broken "secrets.env"
  ! grep -v ' root/root ' "$folder/contents" || broken "files that are not root's"
}

a_new_service_waits_for_its_secret() {
  promise "installed, it is enabled but not started, and the operator is told what is missing"
  install_package > "$folder/install.log" || { cat "$folder/install.log"; broken "installation"; }
  grep -q 'not started: set QUICKBOOKING_APP_SECRET' "$folder/install.log" || broken "nothing was said"
  expect "is-enabled" enabled inside systemctl is-enabled "$node"
  expect "is-active" inactive inside systemctl is-active "$node"
  promise "started all the same, it ends with exit code 2, says why, and is not tried again"
  ! inside systemctl start "$node" 2> /dev/null || broken "it started without a secret"
  expect "exit code" 2 property "$node" ExecMainStatus
  expect "restarts" 0 property "$node" NRestarts
  expect "state" failed property "$node" ActiveState
  says 'QUICKBOOKING_APP_SECRET is not set' || broken "no word about it"
}

units_are_right_and_closed() {
  promise "systemd has nothing to say against the units, and rates their exposure 1.5 of 10 or less"
  local unit
  for unit in "$node" "$second"; do
    expect "verify $unit" "" inside systemd-analyze verify "$unit"
    inside systemd-analyze security --no-pager --threshold=15 "$unit" > "$folder/security.log" \
      || { cat "$folder/security.log"; broken "exposure of $unit"; }
  done
}

started_means_ready() {
  promise "when systemctl start returns, the node takes messages, as its own user"
  inside sed -i 's/^#QUICKBOOKING_APP_SECRET=/&hush/; s/^#\(QUICKBOOKING_APP\)/\1/' "$configuration/secrets.env"
  inside systemctl start redis-server.service || broken "redis-server"
  inside systemctl start "$node" || broken "start"
  expect "/readyz" 200 status_of 3000
  local pid
  pid=$(property "$node" MainPID)
  expect "user" quickbooking inside stat -c %U "/proc/$pid"
}

it_books() {
  promise "a customer books, and the booking is on disk for nobody else to read"
  code=$(book 3000) || broken "booking: $code"
  printf '   booking %s\n' "$code"
  expect "the database's owner and mode" "quickbooking 600" inside stat -c '%U %a' /var/lib/quickbooking/bookings.sqlite
}

several_nodes_on_a_machine() {
  promise "a second node runs beside it from second.json"
  inside sed -e 's/3000/3001/; s/bookings/second/' "$configuration/node.json" \
    | inside tee "$configuration/second.json" > /dev/null
  inside systemctl start "$second" || broken "second"
  expect "/readyz of the second" 200 status_of 3001
  expect "/readyz of the first" 200 status_of 3000
}

killed_is_started_anew() {
  promise "killed with SIGKILL it is started anew"
  inside systemctl kill --signal=KILL "$node"
  within 15 is_ready_after_restarts 1 || broken "it is not back"
}

is_ready_after_restarts() {
  [ "$(property "$node" NRestarts)" = "$1" ] && [ "$(property "$node" ActiveState)" = active ] && [ "$(status_of 3000)" = 200 ]
}

upgraded_it_runs_on() {
  promise "installed anew it is restarted, both nodes, with the operator's configuration"
  local before after
  before="$(property "$node" MainPID) $(property "$second" MainPID)"
  install_package --reinstall > "$folder/install.log" || { cat "$folder/install.log"; broken "installation"; }
  expect "/readyz" 200 status_of 3000
  expect "/readyz of the second" 200 status_of 3001
  after="$(property "$node" MainPID) $(property "$second" MainPID)"
  [ "${before% *}" != "${after% *}" ] && [ "${before#* }" != "${after#* }" ] || broken "it was not restarted: $before, $after"
  inside grep -q '^QUICKBOOKING_APP_SECRET=hush$' "$configuration/secrets.env" || broken "the secret is gone"
}

stopped_it_ends_in_order() {
  promise "systemctl stop ends it in order, with exit code 0"
  inside systemctl stop "$node" || broken "stop"
  expect "exit code" 0 property "$node" ExecMainStatus
  expect "result" success property "$node" Result
  expect "state" inactive property "$node" ActiveState
  says 'event=stopped in_order=true' || broken "not in order"
  inside systemctl start "$node" || broken "start"
}

removed_it_leaves_what_is_the_operators() {
  promise "removed, all nodes are stopped in order, the programs are gone, configuration and bookings stay"
  inside apt-get remove -q -y quickbooking > "$folder/remove.log" 2>&1 || { cat "$folder/remove.log"; broken "removal"; }
  [ -z "$(inside pgrep -x quickbooking-no)" ] || broken "a node runs on"
  expect "stops in order" 5 in_order_stops
  ! inside test -e /usr/bin/quickbooking-node || broken "the program is there"
  inside test -s "$configuration/secrets.env" || broken "secrets.env is gone"
  inside test -s /var/lib/quickbooking/bookings.sqlite || broken "bookings are gone"
}

# Of the first node three times (upgrade, stop, removal), of the second twice.
in_order_stops() { inside journalctl -u "$node" -u "$second" | grep -c 'event=stopped in_order=true'; }

purged_it_leaves_nothing() {
  promise "purged, no file and no folder of it is left"
  inside rm "$configuration/second.json"
  inside apt-get purge -q -y quickbooking > "$folder/purge.log" 2>&1 || { cat "$folder/purge.log"; broken "purge"; }
  files > "$folder/after"
  diff "$folder/before" "$folder/after" || broken "files changed"
  local left
  for left in "$configuration" /var/lib/quickbooking /usr/share/doc/quickbooking; do
    ! inside test -e "$left" || broken "$left is there"
  done
  ! inside dpkg-query -W quickbooking 2> /dev/null || broken "dpkg knows it"
}

build_package
look_into_package
boot_system "$folder" || exit 1
cp "$package" "$system_root/root/quickbooking.deb"
cp "$here/one_booking.py" "$system_root/root/"
inside dpkg --configure -a > "$folder/dpkg.log" 2>&1 # what the machine was about to install
files > "$folder/before"
a_new_service_waits_for_its_secret
units_are_right_and_closed
started_means_ready
it_books
several_nodes_on_a_machine
killed_is_started_anew
upgraded_it_runs_on
stopped_it_ends_in_order
removed_it_leaves_what_is_the_operators
purged_it_leaves_nothing
echo "all kept"
