#!/usr/bin/env bash
# Plants bugs, at least one per promise, into a copy of the service and shows that quickbooking-faults
# finds them.
#
#   tests/faults/planted_bugs.sh [P1 P5 ...]      all of planted/ if none is named
#   tests/faults/planted_bugs.sh --check          only that each of them can still be planted, and
#                                                 that the copy can be configured
#
# The copy is built in build/planted with NINJA; FAULTS names quickbooking-faults, SCHEDULES how many
# it may take for each bug. A planted/*.sed names its file in the first line, its bug in the second, and
# what quickbooking-faults is to be told in the third; P3-failover.sed is one more for P3.
# Exit code: 0 every bug was found, 1 one was not, 2 one could not be planted or built.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
copy="$root/build/planted"
faults=${FAULTS:-$root/build/release/tests/faults/quickbooking-faults}
schedules=${SCHEDULES:-30}
read -ra ninja <<< "${NINJA:-ninja}"

# The service as it stands in the working tree. Same bytes keep their time stamp: less to build.
copy_tree() {
  cd "$root"
  git ls-files -zco --exclude-standard -- . ':!tests' ':!bench' ':!docs' \
    | while IFS= read -rd '' file; do
      if [ -f "$file" ] && ! cmp -s "$file" "$copy/source/$file"; then
        install -Dm644 "$file" "$copy/source/$file"
      fi
    done
}

configure() {
  cmake -S "$copy/source" -B "$copy/build" -G Ninja \
    -DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG" -DQUICKBOOKING_TESTS=OFF -DQUICKBOOKING_WERROR=OFF \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache || true)" > "$copy/cmake.log"
}

build() {
  [ -f "$copy/build/build.ninja" ] || configure
  "${ninja[@]}" -C "$copy/build" quickbooking-node > "$copy/build.log" || { tail -20 "$copy/build.log"; exit 2; }
}

plant() {
  local file
  file="$copy/source/$(sed -n '1s/^# //p' "$1")"
  cp "$file" "$copy/before"
  sed -i -f "$1" "$file"
  if cmp -s "$file" "$copy/before"; then
    echo "$(basename "$1" .sed): the bug cannot be planted any more"
    exit 2
  fi
}

check() {
  local bug file status=0
  for bug in "$here"/planted/*.sed; do
    file="$root/$(sed -n '1s/^# //p' "$bug")"
    if ! [ -f "$file" ] || sed -f "$bug" "$file" | cmp -s "$file"; then
      echo "$(basename "$bug" .sed): the bug cannot be planted any more in $file"
      status=1
    fi
  done
  copy_tree
  configure || status=2
  exit $status
}

[ "${1-}" != --check ] || check
status=0
bugs=("$@")
if [ $# -eq 0 ]; then
  for file in "$here"/planted/*.sed; do bugs+=("$(basename "$file" .sed)"); done
fi
for bug in "${bugs[@]}"; do
  promise=${bug%%-*}
  read -ra told < <(sed -n '3s/^# //p' "$here/planted/$bug.sed") || true
  copy_tree
  plant "$here/planted/$bug.sed"
  build
  code=0
  "$faults" --node "$copy/build/apps/node/quickbooking-node" --schedules "$schedules" \
    --stop-at-first "${told[@]}" > "$copy/$bug.log" 2>&1 || code=$?
  seed=$(grep -o '^seed=[0-9]*' "$copy/$bug.log" | tail -1 || true)
  broken=$(grep -oE '^P[0-9]+ ' "$copy/$bug.log" | sort | uniq -c | tr -s ' \n' ' ' || true)
  if [ $code -eq 1 ] && [[ $broken == *"$promise "* ]]; then
    echo "$bug: found by $seed, findings:$broken- $(sed -n '2s/^# //p' "$here/planted/$bug.sed")"
  else
    echo "$bug: NOT FOUND (exit code $code, $seed, findings:${broken:- none})"
    status=1
  fi
done
exit $status
