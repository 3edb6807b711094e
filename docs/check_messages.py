#!/usr/bin/env python3
"""Fails when docs/messages.md and the table of message types in embedding/quickbooking/actors.hpp
name different types, or in another order: the order is what passes between processes."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = ROOT / "embedding/quickbooking/actors.hpp"
PAGE = ROOT / "docs/messages.md"

TYPE_ID = re.compile(r"CAF_ADD_TYPE_ID\(quickbooking_embedding, \(quickbooking::(\w+)\)\)")
BLOCK = re.compile(r"CAF_BEGIN_TYPE_ID_BLOCK\(quickbooking_embedding, caf::first_custom_type_id \+ (\d+)\)")
ROW = re.compile(r"^\| `\+(\d+)` \| `(\w+)` \|", re.M)


def types_with_ids(header):
    first = int(BLOCK.search(header).group(1))
    return [(first + i, name) for i, name in enumerate(TYPE_ID.findall(header))]


def rows_of(page):
    return [(int(number), name) for number, name in ROW.findall(page)]


def problems(header, page):
    types, rows = types_with_ids(header), rows_of(page)
    if not types:
        yield f"{HEADER.name} has no type ids that could be read"
    for number, name in types:
        if (number, name) not in rows:
            yield f"docs/messages.md has no row for `{name}` with `+{number}`"
    for number, name in rows:
        if (number, name) not in types:
            yield f"docs/messages.md has a row for `{name}` with `+{number}`, which actors.hpp has not"
    if len(rows) != len(set(rows)):
        yield "docs/messages.md has a row twice"
    for number, name in types:
        if not re.search(rf"^#+ .*`{name}`|^\| `\+{number}` \| `{name}` \| \S", page, re.M):
            yield f"docs/messages.md does not tell what `{name}` is"


if __name__ == "__main__":
    found = list(problems(HEADER.read_text(), PAGE.read_text()))
    print("\n".join(found) or f"{len(rows_of(PAGE.read_text()))} message types are in docs/messages.md")
    sys.exit(bool(found))
