#!/usr/bin/env bash
# Lets a developer use libquickbooking-dev: installed with apt in a throw-away copy of this system, to be built
# with, and removed.
#
#   library_package_test.sh BUILD_FOLDER SOURCE_FOLDER      after package_test.sh
#
# Exit code: 0 kept, 1 broken or not to be tried here, 77 not root.
set -euo pipefail

# shellcheck source=tests/packaging/packaged_system.sh
. "$(dirname "$0")/packaged_system.sh"

cp "$1"/package/libquickbooking*.deb "$(dirname "$0")/consumer.sh" "$system_root/root/"
cp -r "$2/examples" "$system_root/root/"

# consume <kind>...: with what is installed there.
consume() { inside /root/consumer.sh /usr "/root/consumers" "$@" || broken "consumer"; }

files() { inside find /usr /etc -xdev -path '*quickbooking*' -not -type d | sort; }

installed_it_is_built_with_at_once() {
  promise "from apt install to a running example"
  local started ended
  files > "$folder/before"
  started=$(date +%s%N)
  quietly inside sh -c 'apt-get install -q -y --no-install-recommends /root/libquickbooking*.deb'
  ended=$(date +%s%N)
  consume /root/examples/embedding
  printf '   %s s to install, %s s in all\n' "$(seconds "$started" "$ended")" "$(seconds "$started" "$(date +%s%N)")"
}

seconds() { printf '%d.%d' $((($2 - $1) / 1000000000)) $((($2 - $1) / 100000000 % 10)); }

all_ways_work() {
  promise "CMake and pkg-config find both libraries without being told where"
  consume cmake_shared cmake_static pkgconfig_shared pkgconfig_static
}

the_shared_library_needs_no_more() {
  promise "without what is only recommended, and all else that it is compiled with, the shared library is used as before"
  local recommended
  recommended=$(inside dpkg-query -W -f '${Recommends}' libquickbooking-dev)
  # shellcheck disable=SC2086 # several words
  quietly inside apt-get remove -q -y ${recommended//,/} nlohmann-json3-dev libboost-dev libexpected-dev libfmt-dev
  inside rm -rf /root/consumers
  consume cmake_shared pkgconfig_shared
  ! inside /root/consumer.sh /usr /root/consumers cmake_static > "$folder/log" || broken "static without its libraries"
  grep -q 'Could NOT find\|Could not find' "$folder/log" || { cat "$folder/log"; broken "nothing says what is missing"; }
}

removed_it_leaves_nothing() {
  promise "removed, nothing of it is left"
  quietly inside sh -c 'apt-get purge -q -y libquickbooking-dev "libquickbooking[0-9]*"'
  files > "$folder/after"
  diff "$folder/before" "$folder/after" || broken "files"
}

installed_it_is_built_with_at_once
all_ways_work
the_shared_library_needs_no_more
removed_it_leaves_nothing
echo "all kept"
