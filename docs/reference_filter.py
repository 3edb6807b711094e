#!/usr/bin/env python3
"""Doxygen's view of a public header (see docs/Doxyfile): its text with as many lines, in which data members
and enumerators without a comment count as explained by their names, and without how CAF looks into messages."""

import re
import sys

PLAIN = re.compile(r"^ +(?!using |return |friend |throw )[\w:<>, ]+ \w+( = [^;()]+|\{[^;()]*\})?;$")
INSPECT = "typename Inspector::result_type inspect("


def seen_by_doxygen(lines):
    out = []
    hidden = False
    for line in lines:
        if line.startswith("template <class Inspector>"):
            line = ""
        hidden = hidden or line.startswith(INSPECT)
        ends = hidden and line == "}"
        commented = out and out[-1].lstrip().startswith("///") and not out[-1].endswith("&zwnj;")
        if hidden:
            line = ""
        elif PLAIN.match(line) and not commented:
            line += " ///< &zwnj;"
        hidden = hidden and not ends
        out.append(line)
    return out


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print("\n".join(seen_by_doxygen(file.read().split("\n"))), end="")
