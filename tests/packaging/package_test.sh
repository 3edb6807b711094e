#!/usr/bin/env bash
# Builds the Debian packages, for the tests that install them, and looks into them: package_test.sh BUILD_FOLDER
# They are in BUILD_FOLDER/package afterwards.
set -euo pipefail

folder=$1/package

broken() { echo "broken: $*"; exit 1; }

# field <package file> <name>
field() { dpkg-deb -f "$1" "$2"; }

# contents <package file>: as ls shows it.
contents() { dpkg-deb -c "$1"; }

echo "-- CPack builds the programs, the shared library, and what is developed with"
rm -rf "$folder"
cpack -G DEB --config "$1/CPackConfig.cmake" -B "$folder"
packages=("$folder"/*.deb)
[ "${#packages[@]}" -eq 3 ] || broken "${packages[*]}"
node=("$folder"/quickbooking_*.deb)
library=("$folder"/libquickbooking[0-9]*.deb)
development=("$folder"/libquickbooking-dev_*.deb)

echo "-- the programs and the shared library depend on the libraries that they link"
for package in "${node[0]}" "${library[0]}"; do
  depends=$(field "$package" Depends)
  [[ $depends == *libcaf-core0.17*libhiredis0.14*libpq5* ]] || broken "$depends"
done
! field "${library[0]}" Depends | grep jemalloc || broken "a program of others would get our allocator"

echo "-- what is developed with depends on the very library, and on what the headers include"
depends=$(field "${development[0]}" Depends)
[[ $depends == "$(field "${library[0]}" Package) (= $(field "${library[0]}" Version)), libcaf-dev"* ]] || broken "$depends"

echo "-- it recommends what libquickbooking.a is linked with: one package for each library"
recommends=$(field "${development[0]}" Recommends)
for flag in $(dpkg-deb --fsys-tarfile "${development[0]}" | tar -xO --wildcards '*/quickbooking.pc' \
    | sed -n 's/^Libs.private://p'); do
  so=$(realpath -s "$(gcc -print-file-name="lib${flag#-l}.so")")
  owner=$(dpkg-query -S "$so" | sed 's/[:,].*//')
  # What spdlog is made with, its package brings.
  [[ ", $recommends," == *", $owner,"* || $owner = libfmt-dev ]] || broken "$owner, for $flag, is not in $recommends"
done

echo "-- packages of programs that link the library can tell what they need"
dpkg-deb -I "${library[0]}" shlibs | grep -E "^libquickbooking [0-9.]+ $(field "${library[0]}" Package) \\(>= " || broken "shlibs"

echo "-- no file is in two of them; each has its terms and its changes"
twice=$(for package in "${packages[@]}"; do contents "$package" | awk '!/\/$/ { print $6 }'; done | sort | uniq -d)
[ -z "$twice" ] || broken "$twice"
for package in "${packages[@]}"; do
  for file in copyright changelog.gz; do
    contents "$package" | grep " ./usr/share/doc/$(field "$package" Package)/$file\$" > /dev/null || broken "$package: $file"
  done
done

echo "-- all files are root's, and nobody else can read the secrets"
for package in "${packages[@]}"; do
  ! contents "$package" | grep -v ' root/root ' || broken "owners"
done
contents "${node[0]}" | grep -E '^-rw------- .* \./etc/quickbooking/secrets.env$' || broken "secrets.env"

echo "-- an upgrade keeps what the operator changed in /etc"
etc=$(contents "${node[0]}" | sed -n 's,^-.* \./etc/,/etc/,p')
[ "$etc" = "$(dpkg-deb -I "${node[0]}" conffiles)" ] || broken "conffiles: $etc"
