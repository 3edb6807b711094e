#!/usr/bin/env bash
# Builds and runs programs that use the installed library, as somebody else would: nothing of the source tree
# is in reach.
#
#   consumer.sh PREFIX FOLDER KIND...
#
# PREFIX: where it is installed; with /usr it has to be found without a word. FOLDER: for what is built.
# KIND: cmake_shared, cmake_static, pkgconfig_shared, pkgconfig_static: a program that includes all public headers
# and asks for the version, with all of the static library in it, so that all that is inside has to be found;
# or the folder of an example, which has to end well within 60 s with --once.
set -euo pipefail

prefix=$1
folder=$2
shift 2

cmake_arguments=(-G Ninja)
if [ "$prefix" != /usr ]; then
  cmake_arguments+=("-DCMAKE_PREFIX_PATH=$prefix")
  PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name quickbooking.pc)")
  export PKG_CONFIG_PATH
  library_folder=$(dirname "$PKG_CONFIG_PATH") # CMake's programs know it themselves, while they are not installed
fi

broken() { echo "broken: $*"; exit 1; }

# quietly <command>...: shows what it says only if it fails.
quietly() { "$@" > "$folder/log" 2>&1 || { cat "$folder/log"; broken "$*"; }; }

write_program() {
  mkdir -p "$1"
  {
    (cd "$prefix/include" && find quickbooking -name '*.hpp' | sort) | sed 's/.*/#include <&>/'
    cat << 'TEXT'
#include <iostream>
#include <string>

int main() {
  auto headers = std::to_string(QUICKBOOKING_VERSION_MAJOR) + "." + std::to_string(QUICKBOOKING_VERSION_MINOR) + "."
                 + std::to_string(QUICKBOOKING_VERSION_PATCH);
  std::cout << quickbooking::library_version() << '\n';
  return quickbooking::library_version() == headers ? 0 : 1;
}
TEXT
  } > "$1/main.cpp"
}

# run <kind> <program>: says which library it is.
run() {
  local libraries version
  version=$(timeout 60 "$2") || broken "$1: exit code $?, version '$version'"
  libraries=$(ldd "$2")
  case "$1" in
    *_shared) [[ $libraries == *libquickbooking.so* ]] || broken "$1 does not use the shared library" ;;
    *_static) [[ $libraries != *libquickbooking.so* ]] || broken "$1 uses the shared library" ;;
  esac
  ! grep 'not found' <<< "$libraries" || broken "$1 misses libraries"
  echo "   $1: version $version"
}

with_cmake() {
  local here=$folder/$1
  write_program "$here"
  # Which C++ it is, the package has to say.
  cat > "$here/CMakeLists.txt" << 'TEXT'
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
find_package(QuickBooking CONFIG REQUIRED)
add_executable(consumer main.cpp)
if(QuickBooking_USE_STATIC)
  target_link_libraries(consumer PRIVATE $<LINK_LIBRARY:WHOLE_ARCHIVE,QuickBooking::quickbooking>)
else()
  target_link_libraries(consumer PRIVATE QuickBooking::quickbooking)
endif()
TEXT
  quietly cmake -S "$here" -B "$here/build" "${cmake_arguments[@]}" "-DQuickBooking_USE_STATIC=$2"
  quietly cmake --build "$here/build"
  run "$1" "$here/build/consumer"
}

# with_pkgconfig <kind> [--static]: pkg-config has no word for "the archive although the shared one is there",
# hence the replacement, which embedding/README.md tells.
with_pkgconfig() {
  local here=$folder/$1 flags libraries
  write_program "$here"
  flags=$(pkg-config --cflags quickbooking) || broken "$1: pkg-config --cflags"
  libraries=$(pkg-config ${2+"$2"} --libs quickbooking) || broken "$1: pkg-config --libs"
  [ -z "${2-}" ] || libraries=${libraries/-lquickbooking/-Wl,--whole-archive -l:libquickbooking.a -Wl,--no-whole-archive}
  # shellcheck disable=SC2086 # several words
  quietly g++ -std=c++20 $flags -o "$here/consumer" "$here/main.cpp" $libraries
  LD_LIBRARY_PATH=${library_folder-} run "$1" "$here/consumer"
}

example() {
  local name here
  name=$(basename "$1")
  here=$folder/example-$name
  cp -r "$1" "$here"
  quietly cmake -S "$here" -B "$here/build" "${cmake_arguments[@]}"
  quietly cmake --build "$here/build"
  (cd "$here/build" && timeout 60 "./$name" --once) > "$folder/log" 2>&1 \
    || { code=$?; cat "$folder/log"; broken "example $name ended with $code"; }
  echo "   example $name: $(tail -1 "$folder/log")"
}

mkdir -p "$folder"
for kind in "$@"; do
  case "$kind" in
    cmake_shared) with_cmake "$kind" OFF ;;
    cmake_static) with_cmake "$kind" ON ;;
    pkgconfig_shared) with_pkgconfig "$kind" ;;
    pkgconfig_static) with_pkgconfig "$kind" --static ;;
    *) example "$kind" ;;
  esac
done
