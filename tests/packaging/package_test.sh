#!/usr/bin/env bash
# Builds the Debian package, for the tests that install it, and looks into it: package_test.sh BUILD_FOLDER
# It is in BUILD_FOLDER/package afterwards.
set -euo pipefail

folder=$1/package

broken() { echo "broken: $*"; exit 1; }

echo "-- CPack builds one package"
rm -rf "$folder"
cpack -G DEB --config "$1/CPackConfig.cmake" -B "$folder"
packages=("$folder"/*.deb)
[ "${#packages[@]}" -eq 1 ] || broken "${packages[*]}"
contents=$(dpkg-deb -c "${packages[0]}")

echo "-- it depends on the libraries that its programs link"
depends=$(dpkg-deb -f "${packages[0]}" Depends)
[[ $depends == *libcaf-core0.17*libhiredis0.14*libpq5* ]] || broken "$depends"

echo "-- all files are root's, and nobody else can read the secrets"
! grep -v ' root/root ' <<< "$contents" || broken "owners"
grep -E '^-rw------- .* \./etc/quickbooking/secrets.env$' <<< "$contents" || broken "secrets.env"

echo "-- an upgrade keeps what the operator changed in /etc"
etc=$(sed -n 's,^-.* \./etc/,/etc/,p' <<< "$contents")
[ "$etc" = "$(dpkg-deb -I "${packages[0]}" conffiles)" ] || broken "conffiles: $etc"
