#!/usr/bin/env bash
# What `cmake --install` puts below a prefix: install_test.sh BUILD_FOLDER
set -euo pipefail

prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

broken() { echo "broken: $*"; exit 1; }

log=$(cmake --install "$1" --prefix "$prefix")

echo "-- the programs run from there"
for program in quickbooking-node quickbooking-load quickbooking-ctl; do
  "$prefix/bin/$program" --version || broken "$program"
done

echo "-- the examples are there, side by side with the pages that speak of them"
for file in README.md docs/cluster.md cluster-config/one-node.json cluster-config/demo-salon.json; do
  test -s "$prefix/share/doc/quickbooking/$file" || broken "$file"
done

echo "-- shells find the completion of quickbooking-ctl"
for file in bash-completion/completions/quickbooking-ctl fish/vendor_completions.d/quickbooking-ctl.fish \
    zsh/vendor-completions/_quickbooking-ctl; do
  grep -q drain "$prefix/share/$file" || broken "$file"
done

echo "-- what makes a service of the node is the package's: no unit, nothing for /etc, nothing elsewhere"
expected=$(printf 'bin\ninclude\nlib\nshare')
[ "$(ls "$prefix")" = "$expected" ] || broken "$(ls "$prefix")"
! grep '^-- Installing' <<< "$log" | grep -v ": $prefix/" || broken "files outside of the prefix"
