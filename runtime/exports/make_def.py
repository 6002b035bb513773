#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the linker's export list of tern1.dll.

A name is exported when the reviewed list (exports/tern1.symbols) has it and an object defines it. Without that list
every C name is exported. Data is marked as such, so that the import library has no code stub for it.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys

NEVER = re.compile(r"^(_Z|\?|\.|__imp_|__lld|_GLOBAL__|mi_|_mi_|tern_|__real@|__xmm@|__ymm@|\$)")


def defined_symbols(objects, archive):
    nm = shutil.which("llvm-nm-19") or shutil.which("llvm-nm")
    if not nm:
        sys.exit("make_def.py: llvm-nm-19 is not installed")
    out = subprocess.run([nm, "--defined-only", "--extern-only", "--format=posix", *objects, archive],
                         check=True, capture_output=True, text=True).stdout
    found = {}
    for line in out.splitlines():
        f = line.split()
        if len(f) < 2 or line.endswith(":"):
            continue
        name, kind = f[0], f[1]
        if kind in "TtWw":
            found[name] = False
        elif kind in "DdBbRrCV" and name not in found:
            found[name] = True
    # weak definitions stand behind an alias record; nm calls them w with the name itself
    return found


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--objects", required=True, help="response file with one object a line")
    p.add_argument("--archive", required=True)
    p.add_argument("--symbols", required=True)
    p.add_argument("--output", required=True)
    a = p.parse_args()
    objects = [line.strip() for line in open(a.objects) if line.strip()]
    found = defined_symbols(objects, a.archive)
    names = sorted(n for n in found if not NEVER.match(n))
    if os.path.exists(a.symbols):
        listed = [l.split()[0] for l in open(a.symbols) if l.strip() and not l.startswith("#")]
        names = sorted(n for n in set(listed) if n in found)
    with open(a.output + ".new", "w") as f:
        f.write("LIBRARY tern1.dll\nEXPORTS\n")
        for n in names:
            f.write(f"  {n}{' DATA' if found[n] else ''}\n")
    os.replace(a.output + ".new", a.output)


if __name__ == "__main__":
    main()
