#!/usr/bin/env python3
"""Holds the code on the pages of docs/ against sources that are compiled and tested.

    <!-- from examples/embedding/main.cpp [start] -->
    ```cpp
    ...
    ```

The block must be what stands between `// [start]` and `// [/start]` in that file (in CMake and shell files
`# [start]`), without the common indentation; without `[start]` the whole file. Fails when one differs, and
when a block of C++ has no such line. With --write, the pages are brought in line with the sources."""

import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w*)$")
SOURCE = re.compile(r"^<!-- from (\S+)(?: \[([\w-]+)\])? -->$")
MARK = re.compile(r"^\s*(?://|#) \[/?[\w-]+\]$")


class Wrong(Exception):
    pass


def region(path, name):
    """The text of a region, without the marks of regions within."""
    file = ROOT / path
    if not file.is_file():
        raise Wrong(f"{path} is not there")
    lines = file.read_text().splitlines()
    if name:
        begin = [i for i, x in enumerate(lines) if x.strip() in (f"// [{name}]", f"# [{name}]")]
        end = [i for i, x in enumerate(lines) if x.strip() in (f"// [/{name}]", f"# [/{name}]")]
        if len(begin) != 1 or len(end) != 1 or end[0] < begin[0]:
            raise Wrong(f"{path} has no region [{name}], or more than one")
        lines = lines[begin[0] + 1 : end[0]]
    lines = [x for x in lines if not MARK.match(x)]
    return textwrap.dedent("\n".join(lines)).strip("\n").split("\n")


def checked(page, lines):
    """The page as it should be, and what is wrong with it."""
    out, wrong, at = [], [], 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        if not fence:
            out.append(lines[at])
            at += 1
            continue
        end = next((i for i in range(at + 1, len(lines)) if lines[i] == "```"), None)
        if end is None:
            raise Wrong(f"{page}:{at + 1}: a block without an end")
        block = lines[at + 1 : end]
        source = SOURCE.match(lines[at - 1]) if at else None
        where = f"{page}:{at + 1}"
        if source:
            try:
                wanted = region(*source.groups())
                if wanted != block:
                    wrong.append(f"{where}: differs from {lines[at - 1][10:-4]}")
                    block = wanted
            except Wrong as problem:
                wrong.append(f"{where}: {problem}")
        elif fence.group(1) in ("cpp", "c++", "cxx"):
            wrong.append(f"{where}: C++ that no source is named for")
        out += [lines[at], *block, lines[end]]
        at = end + 1
    return out, wrong


def main():
    write = sys.argv[1:] == ["--write"]
    if sys.argv[1:] and not write:
        sys.exit("usage: check_snippets.py [--write]")
    problems, blocks = [], 0
    for page in sorted(ROOT.glob("docs/*.md")):
        lines = page.read_text().split("\n")
        try:
            right, wrong = checked(page.relative_to(ROOT), lines)
        except Wrong as problem:
            right, wrong = lines, [str(problem)]
        blocks += sum(bool(SOURCE.match(x)) for x in right)
        if write and right != lines:
            page.write_text("\n".join(right))
            right, wrong = checked(page.relative_to(ROOT), right)
        problems += wrong
    print("\n".join(problems) or f"{blocks} blocks are as in their sources")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
