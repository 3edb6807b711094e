#!/usr/bin/env bash
# Writes down what programs of others can use: public_headers.txt, what they can include, and
# public_symbols.txt, what libquickbooking.so shows. A test compares them with what is built, so that nothing
# is added to or taken from the public API unawares. Run this when it is done on purpose, and look at the
# difference: a line that is gone breaks programs.
#
#   update_public_lists.sh BUILD_FOLDER [FOLDER]      FOLDER: where to, this one by default
set -euo pipefail
export LC_ALL=C

build=$1
into=${2-$(dirname "$0")}
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

for component in runtime development; do
  cmake --install "$build" --prefix "$prefix" --component "$component" > /dev/null
done

(cd "$prefix/include" && find . -type f | sed 's,^\./,,' | sort) > "$into/public_headers.txt"

# Constructors and destructors have several symbols of one name. Left out is what no program needs, and what is
# there or not as the optimiser has it: weak functions of ours (inline ones, or of templates), and the typeinfo of
# types without virtual functions (as every enum has it that CAF sends; whoever asks for it has one of their own).
# What is not of our namespace is never left out: it should not be there.
library=$(find "$prefix" -type f -name 'libquickbooking.so.*')
nm --dynamic --defined-only --demangle "$library" \
  | awk '/ quickbooking::/ && tolower($2) ~ /^[wu]$/ { next }
         { sub(/^[0-9a-f]* . /, ""); shown[$0] }
         / for quickbooking::/ { type = $0; sub(/.* for /, "", type); if (/^vtable/) has_vtable[type] }
         END { for (name in shown) {
           type = name; sub(/^typeinfo (name )?for /, "", type)
           if (type == name || type !~ /^quickbooking::/ || type in has_vtable) print name } }' \
  | sort > "$into/public_symbols.txt"
