#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""run.py [--sdk SDK] [--passes N] [NAME...]: micro-benchmarks of the runtime beside the raw NT call.

Builds the POSIX programs with the SDK and the native ones with mingw-w64's
compiler, runs them in interleaved passes under Wine, and prints a table of
smallest times, medians of the passes' medians, and their ratio. On a busy
machine trust the ratio of the smallest times only. docs/performance.md
"""
import argparse, os, pathlib, statistics, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
# name: (program, rounds in a pass, at most this ratio; throughput: at least)
TESTS = {
    "posix_spawn": ("process", 15, 1.05), "vfork_exec": ("process", 15, 1.05), "fork_64k": ("process", 15, 1.1),
    "fork_exec": ("process", 10, 2.1), "fork_128m": ("process", 3, None), "pipe_create": ("process", 20, 2.0),
    "pipe_pingpong": ("process", 20, 1.3), "pipe_tput": ("process", 5, 0.85),
}
THROUGHPUT = {"pipe_tput"}


def build(sdk, where):
    for program in sorted({t[0] for t in TESTS.values()}):
        subprocess.run([f"{sdk}/bin/x86_64-pc-cygwin-clang", "-O2", HERE / f"{program}_posix.c", "-o", where / f"{program}_posix.exe"], check=True)
        subprocess.run(["x86_64-w64-mingw32-gcc", "-O2", HERE / f"{program}_native.c", "-o", where / f"{program}_native.exe"], check=True)
    for dll in pathlib.Path(sdk, "sysroot/bin").glob("*.dll"):
        (where / dll.name).write_bytes(dll.read_bytes())


def measure(program, name, rounds, where):
    """(best, median) of one pass, or None when it failed."""
    environment = dict(os.environ, WINEDEBUG=os.environ.get("WINEDEBUG", "-all"))
    try:
        out = subprocess.run(["wine", str(where / f"{program}.exe"), name, str(rounds)], capture_output=True, text=True, timeout=180, cwd=where, env=environment)
        best, median = map(float, out.stdout.split()[-2:])
        return best, median
    except (subprocess.TimeoutExpired, ValueError):
        return None


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--sdk", default=HERE.parent.parent / "build/sdk")
    p.add_argument("--passes", type=int, default=5)
    p.add_argument("names", nargs="*", metavar="NAME")
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = pathlib.Path(folder)
        build(a.sdk, where)
        got = {}
        names = a.names or list(TESTS)
        for _ in range(a.passes):
            for name in names:
                program, rounds, _limit = TESTS[name]
                for kind in ("native", "posix"):
                    got.setdefault((name, kind), []).append(measure(f"{program}_{kind}", name, rounds, where))
        print("| | native, smallest | ours | ratio | native, median | ours | ratio | wanted |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for name in names:
            pick = max if name in THROUGHPUT else min
            cells = {}
            for kind in ("native", "posix"):
                good = [g for g in got[name, kind] if g]
                cells[kind] = (pick(g[0] for g in good), statistics.median(g[1] for g in good)) if good else None
            n, o = cells["native"], cells["posix"]
            if not n or not o:
                print(f"| {name} | failed | | | | | | |")
                continue
            limit = TESTS[name][2]
            wanted = "" if limit is None else f"{'at least' if name in THROUGHPUT else 'at most'} {limit}"
            print(f"| {name} | {n[0]:.1f} | {o[0]:.1f} | {o[0] / n[0]:.2f} | {n[1]:.1f} | {o[1]:.1f} | {o[1] / n[1]:.2f} | {wanted} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
