#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the linker's export list of tern1.dll.

A name is exported when the reviewed list (exports/tern1.symbols) has it and an object defines it. A line of the list is a
name, a pattern ("__tern_*") or "name = target", with DATA behind it for objects. Without the list every C name is exported.
Data is marked as such, so that the import library has no code stub for it.
"""
import argparse
import fnmatch
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


def read_list(path):
    """Yields (name or pattern, target, whether the list says that it is data)."""
    with open(path) as f:
        for line in f:
            if line.strip() and not line.startswith("#"):
                text, data, _ = line.partition(" DATA")
                name, _, target = text.partition("=")
                yield name.strip(), target.strip() or name.strip(), bool(data)


def choose(found, listed):
    exports = {}
    for name, target, data in listed:
        if "*" in name:
            exports.update({n: (n, found[n]) for n in found if fnmatch.fnmatchcase(n, name)})
        elif name in found:
            exports[name] = (name, data or found[name])
        elif target in found:
            exports[name] = (target, data or found[target])
    return exports


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--objects", required=True, help="response file with one object a line")
    p.add_argument("--archive", required=True)
    p.add_argument("--symbols", required=True)
    p.add_argument("--output", required=True)
    a = p.parse_args()
    objects = [line.strip().strip('"') for line in open(a.objects, encoding="utf-8") if line.strip()]
    found = defined_symbols(objects, a.archive)
    exports = choose(found, read_list(a.symbols)) if os.path.exists(a.symbols) else {
        name: (name, data) for name, data in found.items() if not NEVER.match(name)}
    with open(a.output + ".new", "w") as f:
        f.write("LIBRARY tern1.dll\nEXPORTS\n")
        for name, (target, data) in sorted(exports.items()):
            f.write(f"  {name}{'' if name == target else '=' + target}{' DATA' if data else ''}\n")
    os.replace(a.output + ".new", a.output)


if __name__ == "__main__":
    main()
