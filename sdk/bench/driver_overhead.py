#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""driver_overhead.py SDK FOLDER: processor time of the SDK's compiler over plain clang-19's, for each C file of FOLDER.

Both compile for the target at -O2 with the SDK's headers, in turn, 11 times; the least of each counts, so that other
work on the machine disturbs little. Prints the ratios and their median; fails nothing.
"""
import glob
import os
import resource
import statistics
import subprocess
import sys
import tempfile

ROUNDS = 11


def processor_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sdk, folder = sys.argv[1:]
    files = sorted(glob.glob(os.path.join(folder, "*.c")))
    if not files:
        sys.exit(f"{folder}: no C files")
    driver = [os.path.join(sdk, "bin/x86_64-pc-cygwin-gcc")]
    plain = ["clang-19", "--target=x86_64-pc-cygwin", f"--sysroot={sdk}/sysroot"]
    ratios = []
    with tempfile.TemporaryDirectory() as work:
        for file in files:
            rest = ["-O2", "-c", file, "-o", os.path.join(work, "x.o")]
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(processor_time(driver + rest))
                theirs.append(processor_time(plain + rest))
            ratios.append(min(ours) / min(theirs))
            print(f"{os.path.basename(file):20} {1000 * min(theirs):8.1f} ms {ratios[-1]:6.3f}")
    print(f"{'median':20} {'':11} {statistics.median(ratios):6.3f}")


main()
