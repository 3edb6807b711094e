#!/usr/bin/env bash
# Lets the Debian package live: installed with apt and started by a real systemd, in a throw-away copy of
# this system, until it is purged. Each step says what it promises.
#
#   service_test.sh BUILD_FOLDER      after package_test.sh
#
# Exit code: 0 kept, 1 broken or not to be tried here, 77 not root.
set -euo pipefail

# shellcheck source=tests/packaging/packaged_system.sh
. "$(dirname "$0")/packaged_system.sh"

node=quickbooking-node.service
second=quickbooking-node@second.service
configuration=/etc/quickbooking

# What of the file system a package may touch, but for the records of dpkg and apt.
files() {
  inside find /etc /lib/systemd /usr/bin /usr/share/doc /var/lib -xdev -not -type d \
    -not -path '/var/lib/dpkg/*' -not -path '/var/lib/apt/*' | sort
}

# -- the steps ---

a_new_service_waits_for_its_secret() {
  promise "installed, it is enabled but not started, and the operator is told what is missing"
  install_package
  grep -q 'not started: set QUICKBOOKING_APP_SECRET' "$folder/log" || broken "nothing was said"
  expect "is-enabled" enabled inside systemctl is-enabled "$node"
  expect "is-active" inactive inside systemctl is-active "$node"
  promise "started all the same, it ends with exit code 2, says why, and is not tried again"
  ! inside systemctl start "$node" 2> /dev/null || broken "it started without a secret"
  expect "exit code" 2 property "$node" ExecMainStatus
  expect "restarts" 0 property "$node" NRestarts
  expect "state" failed property "$node" ActiveState
  says "$node" 'QUICKBOOKING_APP_SECRET is not set' || broken "no word about it"
}

units_are_right_and_closed() {
  promise "systemd has nothing to say against the units, and rates their exposure 1.5 of 10 or less"
  local unit
  for unit in "$node" "$second"; do
    expect "verify $unit" "" inside systemd-analyze verify "$unit"
    quietly inside systemd-analyze security --no-pager --threshold=15 "$unit"
  done
}

the_example_runs_as_it_is_shown() {
  promise "one-node.json, as it is installed with the documentation, is a node that books"
  quietly inside systemctl start redis-server.service
  inside cp -r /usr/share/doc/quickbooking/cluster-config /root/
  quietly inside systemd-run --unit=example --service-type=notify -E QUICKBOOKING_APP_SECRET=hush \
    /usr/bin/quickbooking-node --config /root/cluster-config/one-node.json
  local code
  code=$(book 3000) || broken "booking: $code"
  quietly inside systemctl stop example.service
}

started_means_ready() {
  promise "when systemctl start returns, the node takes messages, as its own user"
  inside sed -i 's/^#QUICKBOOKING_APP_SECRET=/&hush/; s/^#\(QUICKBOOKING_APP\)/\1/' "$configuration/secrets.env"
  inside systemctl start "$node" || broken "start"
  expect "type" notify property "$node" Type
  is_ready 3000 || broken "not ready"
  local pid
  pid=$(property "$node" MainPID)
  expect "user" quickbooking inside stat -c %U "/proc/$pid"
}

it_books() {
  promise "a customer books, and the booking is on disk for nobody else to read"
  local code
  code=$(book 3000) || broken "booking: $code"
  printf '   booking %s\n' "$code"
  expect "the database's owner and mode" "quickbooking 600" inside stat -c '%U %a' /var/lib/quickbooking/bookings.sqlite
}

several_nodes_on_a_machine() {
  promise "a second node runs beside it from second.json"
  inside sed -e 's/3000/3001/; s/bookings/second/' "$configuration/node.json" \
    | inside tee "$configuration/second.json" > /dev/null
  inside systemctl start "$second" || broken "second"
  is_ready 3001 || broken "the second is not ready"
  is_ready 3000 || broken "the first is not ready any more"
}

killed_is_started_anew() {
  promise "killed with SIGKILL it is started anew"
  inside systemctl kill --signal=KILL "$node"
  within 15 is_ready_after_restarts 1 || broken "it is not back"
}

is_ready_after_restarts() {
  [ "$(property "$node" NRestarts)" = "$1" ] && [ "$(property "$node" ActiveState)" = active ] && is_ready 3000
}

upgraded_it_runs_on() {
  promise "installed anew it is restarted, both nodes, with the operator's configuration"
  local before after
  before="$(property "$node" MainPID) $(property "$second" MainPID)"
  install_package --reinstall
  is_ready 3000 || broken "not ready"
  is_ready 3001 || broken "the second is not ready"
  after="$(property "$node" MainPID) $(property "$second" MainPID)"
  [ "${before% *}" != "${after% *}" ] || broken "it was not restarted: $before, $after"
  [ "${before#* }" != "${after#* }" ] || broken "the second was not restarted: $before, $after"
  inside grep -q '^QUICKBOOKING_APP_SECRET=hush$' "$configuration/secrets.env" || broken "the secret is gone"
}

stopped_it_ends_in_order() {
  promise "systemctl stop ends it in order, with exit code 0"
  inside systemctl stop "$node" || broken "stop"
  expect "exit code" 0 property "$node" ExecMainStatus
  expect "result" success property "$node" Result
  expect "state" inactive property "$node" ActiveState
  says "$node" 'event=stopped in_order=true' || broken "not in order"
  inside systemctl start "$node" || broken "start"
}

removed_it_leaves_what_is_the_operators() {
  promise "removed, all nodes are stopped in order, the programs are gone, configuration and bookings stay"
  quietly inside apt-get remove -q -y quickbooking
  [ -z "$(inside pgrep -f '^/usr/bin/quickbooking-node')" ] || broken "a node runs on"
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
  quietly inside apt-get purge -q -y quickbooking
  files > "$folder/after"
  diff "$folder/before" "$folder/after" || broken "files changed"
  local left
  for left in "$configuration" /var/lib/quickbooking /usr/share/doc/quickbooking; do
    ! inside test -e "$left" || broken "$left is there"
  done
  ! inside dpkg-query -W quickbooking 2> /dev/null || broken "dpkg knows it"
}

files > "$folder/before"
a_new_service_waits_for_its_secret
units_are_right_and_closed
the_example_runs_as_it_is_shown
started_means_ready
it_books
several_nodes_on_a_machine
killed_is_started_anew
upgraded_it_runs_on
stopped_it_ends_in_order
removed_it_leaves_what_is_the_operators
purged_it_leaves_nothing
echo "all kept"
