#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each POSIX header alone gives the constants and types that posix_names.txt asks of it, under _XOPEN_SOURCE=800 alone."""
import os
import re
import subprocess
import sys


def wanted(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = re.match(r"([\w/]+\.h)( types)?: (.*)", line)
            if match:
                yield match[1], bool(match[2]), match[3].split()


def source(header, types, names):
    lines = [f"#include <{header}>"]
    for i, name in enumerate(names):
        if types:
            lines.append(f"{name.replace('_', ' ', 1) if name.startswith(('struct_', 'union_')) else name} *name_{i};")
        else:
            lines.append(f"long long name_{i} (void) {{ return (long long) ({name}); }}")
    return "\n".join(lines) + "\n"


def main():
    compiler = sys.argv[1:]
    here = os.path.dirname(os.path.abspath(__file__))
    failed = 0
    for header, types, names in wanted(os.path.join(here, "posix_names.txt")):
        run = subprocess.run([*compiler, "-std=c17", "-D_XOPEN_SOURCE=800", "-fsyntax-only", "-w", "-ferror-limit=0",
                              "-fno-color-diagnostics", "-x", "c", "-"],
                             input=source(header, types, names), capture_output=True, text=True)
        if run.returncode:
            failed += 1
            print(f"<{header}>:\n    " + "\n    ".join(l for l in run.stderr.splitlines() if "error:" in l))
    print(f"{failed} headers lack something")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
