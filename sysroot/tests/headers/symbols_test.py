#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds three things together: what the public headers declare, the reviewed list of exports, and tern1.dll.

  - runtime/exports/tern1.symbols has every name that a public header declares, and those of support.symbols; nothing else.
  - tern1.dll exports the list without what sysroot/absent.tsv names; libcygwin.a may have a name as a static member instead.
  - The installed headers declare no absent name.

--update rewrites tern1.symbols after a change of the headers; review the difference before it is committed.
"""
import argparse
import fnmatch
import os
import re
import shutil
import subprocess
import sys

import declared_symbols

# Headers that newlib's sources share with each other; no program is meant to use them.
PRIVATE_HEADERS = {"reent.h", "envlock.h", "sys/iconvnls.h", "sys/_tz_structs.h", "sys/reent.h", "sys/lock.h"}
# newlib's reentrant twins of its functions, and what its sources need of each other.
PRIVATE_NAMES = re.compile(r"^_\w+_r$|^_(findenv|user_strerror|dtoa|wcserror)|^__malloc_(un)?lock$")

HEADING = """# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The reviewed exports of tern1.dll: names that public headers declare, and those of support.symbols ("name = target": a
# second name). What no object defines yet is left out when the DLL is linked and has a line in sysroot/absent.tsv.
# Names are never removed (docs/abi.md). Written by sysroot/tests/headers/symbols_test.py --update.
"""


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n")


def is_public(name, header):
    return header not in PRIVATE_HEADERS and not PRIVATE_NAMES.match(name)


def absent_names(path):
    return {l.split("\t")[0] for l in lines(path) if not l.startswith("<")} if os.path.exists(path) else set()


def wanted_list(declared, support, absent, listed):
    before = {name_of(l): l for l in listed}
    names = {n: before.get(n, n) for n in absent}
    names |= {n: n if kind == "function" else f"{n} DATA" for n, (kind, header) in declared.items() if is_public(n, header)}
    names |= {name_of(l): l.strip() for l in support}
    return [names[n] for n in sorted(names, key=lambda n: (n.lstrip("_").lower(), n))]


def llvm(tool):
    found = shutil.which(f"{tool}-19") or shutil.which(tool)
    if not found:
        sys.exit(f"symbols_test.py: {tool} is not installed")
    return found


def exported(dll):
    out = subprocess.run([llvm("llvm-readobj"), "--coff-exports", dll], check=True, capture_output=True, text=True).stdout
    return set(re.findall(r"^\s*Name: (\S+)", out, re.M))


def static_members(archive):
    out = subprocess.run([llvm("llvm-nm"), "--defined-only", "--extern-only", "--format=posix", archive], check=True,
                         capture_output=True, text=True).stdout
    return {l.split()[0] for l in out.splitlines() if len(l.split()) >= 2 and not l.endswith(":")}


def name_of(line):
    return re.split(r"[ =]", line.strip())[0]


def expand(listed, names):
    plain = {name_of(l) for l in listed}
    return {n for n in names if n in plain or any("*" in p and fnmatch.fnmatchcase(n, p) for p in plain)}


def report(title, names, problems):
    if names:
        problems.append(f"{title}\n    " + "\n    ".join(sorted(names)))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    root = os.path.normpath(os.path.join(here, "../../.."))
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--include", required=True, help="the sysroot's usr/include")
    p.add_argument("--dll", help="tern1.dll; without it only the list is compared with the headers")
    p.add_argument("--libcygwin", help="libcygwin.a")
    p.add_argument("--symbols", default=f"{root}/runtime/exports/tern1.symbols")
    p.add_argument("--support", default=f"{root}/runtime/exports/support.symbols")
    p.add_argument("--absent", default=f"{root}/sysroot/absent.tsv")
    p.add_argument("--update", action="store_true", help="rewrite tern1.symbols from the headers")
    p.add_argument("compiler", nargs="+", help="the driver, with what it needs")
    a = p.parse_args()

    declared = declared_symbols.collect(a.compiler, os.path.realpath(a.include))
    absent = absent_names(a.absent)
    wanted = wanted_list(declared, lines(a.support), absent, lines(a.symbols))
    if a.update:
        with open(a.symbols, "w", encoding="utf-8") as file:
            file.write(HEADING + "\n".join(wanted) + "\n")
    listed = list(lines(a.symbols))

    problems = []
    report("Declared in a header, not in tern1.symbols (run with --update and review):", set(wanted) - set(listed), problems)
    report("In tern1.symbols, neither declared nor in support.symbols:", set(listed) - set(wanted), problems)
    report("Declared by an installed header although sysroot/absent.tsv says it does not exist:", absent & set(declared), problems)
    if a.dll:
        there = exported(a.dll)
        linkable = there | (static_members(a.libcygwin) if a.libcygwin else set())
        public = {n for n, (_, header) in declared.items() if is_public(n, header)}
        report("Declared, but neither tern1.dll nor libcygwin.a has it (implement it, or add it to sysroot/absent.tsv):",
               public - linkable, problems)
        report("tern1.dll has it, so its line in sysroot/absent.tsv must go:", absent & there, problems)
        report("Exported without being in tern1.symbols:", there - expand(listed, there), problems)
    for problem in problems:
        print(problem)
    print(f"{len(declared)} names declared, {len(listed)} reviewed, {len(absent)} absent"
          + (f", {len(there)} exported" if a.dll else ""))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
