#!/usr/bin/env bash
# What `cmake --install` gives to programs of others: libraries_test.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail

build=$1
source=$2
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix=$folder/moved

promise() { printf -- '-- %s\n' "$*"; }
broken() { echo "broken: $*"; exit 1; }

for component in runtime development; do
  cmake --install "$build" --prefix "$folder/installed" --component "$component" > /dev/null
done
mv "$folder/installed" "$prefix" # it can be moved: all that follows uses it there

# -- files ---

promise "no installed file knows where it was made, and none is of another place"
cp -r "$prefix" "$folder/stripped"
find "$folder/stripped" -type f \( -name '*.a' -o -name '*.so.*' \) -exec strip --strip-debug {} +
! grep -rlF -e "$build" -e "$source" -e "$folder/installed" "$folder/stripped" || broken "paths in them"
! find "$prefix" -xtype l | grep . || broken "links to nowhere"

promise "the public headers and symbols are those of embedding/public_headers.txt and public_symbols.txt"
mkdir "$folder/lists"
"$source/embedding/update_public_lists.sh" "$build" "$folder/lists"
for list in public_headers.txt public_symbols.txt; do
  diff -u --label "$list as it was written down" --label "$list as it is now" "$source/embedding/$list" "$folder/lists/$list" \
    || broken "if this is on purpose, embedding/update_public_lists.sh $build writes it down"
done

promise "the shared library shows nothing but what is of namespace quickbooking"
! grep -vE '^((non-virtual thunk to|virtual thunk to|typeinfo for|typeinfo name for|vtable for|VTT for) )?quickbooking::' \
  "$folder/lists/public_symbols.txt" || broken "symbols"

promise "each public header can be included alone, without a warning"
cd "$folder"
compile_alone() {
  echo "#include <$1>" | g++ -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I"$prefix/include" -x c++ - \
    || { echo "broken: $1"; return 1; }
}
export -f compile_alone
export prefix
xargs -P 2 -I '{}' bash -c 'compile_alone {}' < "$folder/lists/public_headers.txt" || broken "headers"

# -- versions ---

promise "find_package takes this version, and refuses others and unknown components"
mkdir "$folder/versions"
cat > "$folder/versions/CMakeLists.txt" << 'TEXT'
cmake_minimum_required(VERSION 3.25)
project(versions LANGUAGES CXX)
find_package(QuickBooking CONFIG REQUIRED)
string(REGEX MATCH "^([0-9]+)\\.([0-9]+)" minor "${QuickBooking_VERSION}")
math(EXPR next_minor "${CMAKE_MATCH_2} + 1")
math(EXPR next_major "${CMAKE_MATCH_1} + 1")
function(expect wanted)
  find_package(QuickBooking ${ARGN} CONFIG QUIET)
  if(QuickBooking_FOUND AND NOT wanted OR wanted AND NOT QuickBooking_FOUND)
    message(SEND_ERROR "find_package(QuickBooking ${ARGN}) with ${QuickBooking_VERSION}: ${QuickBooking_FOUND}")
  endif()
endfunction()
expect(TRUE ${minor})
expect(TRUE ${QuickBooking_VERSION} EXACT)
expect(TRUE COMPONENTS shared static)
expect(FALSE ${CMAKE_MATCH_1}.${next_minor})
expect(FALSE ${next_major}.0)
expect(FALSE ${minor}.999)
expect(FALSE COMPONENTS dynamic)
if(CMAKE_MATCH_1 EQUAL 0 AND CMAKE_MATCH_2 GREATER 0)
  math(EXPR last_minor "${CMAKE_MATCH_2} - 1")
  expect(FALSE 0.${last_minor})
endif()
TEXT
cmake -S "$folder/versions" -B "$folder/versions/build" -G Ninja "-DCMAKE_PREFIX_PATH=$prefix" > "$folder/log" 2>&1 \
  || { cat "$folder/log"; broken "versions"; }

# -- programs ---

promise "programs of others build with CMake and with pkg-config, with either library, and run"
"$here/consumer.sh" "$prefix" "$folder/consumers" cmake_shared cmake_static pkgconfig_shared pkgconfig_static

promise "the examples build and run"
for example in "$source"/examples/*/CMakeLists.txt; do
  "$here/consumer.sh" "$prefix" "$folder/examples" "$(dirname "$example")"
done
echo "all kept"
