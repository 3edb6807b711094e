#!/usr/bin/env python3
"""Where the node's time on the processor goes at full load, by folder of this project.

    bench/profile.py [node|node_memory]      node_memory if none is named

Measures one round of the benchmark, which `./run bench` has built, and samples the node meanwhile
with perf: Debian's linux-perf, as root or with kernel.perf_event_paranoid at 1. A sample counts for
the folder of the innermost function that is ours, so that what the kernel, CAF or the standard
library do counts for whoever called them; for CAF if it was nobody of ours.

Prints a Markdown table. Exit code: 0, or 1 if something is missing or there were too few samples.
"""

import collections
import pathlib
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build" / "release"
NODE_IS_MADE_OF = ["messages", "booking", "net", "actors", "apps/node"]
CANDIDATES = ["node_memory", "node"]
SECONDS = 12  # of the round; sampled in the middle
BUSY_TICKS = 300  # of the processor's time, after which the node is warm
ENOUGH_SAMPLES = 3_000


def folders_of_functions():
    """The folder that a function of ours comes from, by mangled name. Templates that several have are left out."""
    found = collections.defaultdict(set)
    for base in NODE_IS_MADE_OF:
        for file in (BUILD / base).glob("**/CMakeFiles/quickbooking*.dir/**/*.o"):
            parts = file.relative_to(BUILD).parts
            target = parts.index("CMakeFiles")
            folder = "/".join((parts[:target] + parts[target + 2 : -1])[:2])
            listed = subprocess.run(["nm", "--defined-only", file], capture_output=True, text=True, check=True)
            for line in listed.stdout.splitlines():
                kind, name = line.split()[-2:]
                if kind in "tTwW" and "12quickbooking" in name:
                    found[name].add(folder)
    return {name: folders.pop() for name, folders in found.items() if len(folders) == 1}


def busy_node(bench):
    """The process that the benchmark started, once it is warm."""
    while bench.poll() is None:
        for pid in subprocess.run(["pgrep", "-P", str(bench.pid)], capture_output=True, text=True).stdout.split():
            name, fields = pathlib.Path(f"/proc/{pid}/stat").read_text().split("(", 1)[1].rsplit(")", 1)
            if name.startswith("quickbooking-n") and sum(map(int, fields.split()[11:13])) > BUSY_TICKS:
                return pid
        time.sleep(0.1)
    sys.exit("the benchmark ended before the node was busy")


def record(candidate, file):
    measure = [BUILD / "bench" / "quickbooking-bench", "--only", "throughput", "--candidates", candidate]
    with subprocess.Popen(measure + ["--rounds", "1", "--seconds", str(SECONDS)], stdout=subprocess.DEVNULL) as bench:
        pid = busy_node(bench)
        sample = ["perf", "record", "-q", "-e", "cpu-clock", "-F", "999", "--call-graph", "dwarf,16384", "-o", file]
        subprocess.run(sample + ["-p", pid, "--", "sleep", str(SECONDS / 2)], check=True)


def stacks(file):
    """Each sample's functions with the files that they are in, the innermost first."""
    listing = ["perf", "script", "-i", file, "--no-demangle", "--no-inline", "-F", "ip,sym,dso"]
    stack = []
    with subprocess.Popen(listing, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as lines:
        for line in lines.stdout:
            if line.strip():
                stack.append(line.split()[1:])
            elif stack:
                yield stack
                stack = []


def part_of(stack, folders):
    for function, *_ in stack:
        if function in folders:
            return folders[function]
    return "CAF" if "libcaf" in str(stack) else "others"


def main():
    candidate = sys.argv[1] if len(sys.argv) > 1 else CANDIDATES[0]
    if candidate not in CANDIDATES or len(sys.argv) > 2:
        sys.exit(__doc__)
    folders = folders_of_functions()
    with tempfile.TemporaryDirectory() as folder:
        file = folder + "/perf.data"
        record(candidate, file)
        counts = collections.Counter(part_of(stack, folders) for stack in stacks(file))
    total = counts.total()
    if total < ENOUGH_SAMPLES:
        sys.exit(f"only {total} samples")
    print(f"{total} samples of {candidate}\n\n| folder | % |\n|---|---|")
    for part, count in counts.most_common():
        print(f"| {part} | {100 * count / total:.1f} |")


if __name__ == "__main__":
    main()
