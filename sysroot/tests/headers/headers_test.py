#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles every public header alone, twice in a row, in six language standards, and beside <windows.h> in either order.

Prints each header that fails with the first lines of what the compiler says; the last line is the count.
"""
import argparse
import concurrent.futures
import os
import subprocess
import sys

from declared_symbols import NEEDS_BSD_TYPES, SHORT_MACROS, public_headers

STANDARDS = [("c", "c99"), ("c", "c11"), ("c", "c17"), ("c", "c2x"), ("c++", "c++17"), ("c++", "c++20"), ("c", "gnu17"),
             ("c++", "gnu++20")]


def compile_text(compiler, language, standard, text, extra=()):
    run = subprocess.run([*compiler, "-x", language, f"-std={standard}", "-fsyntax-only", "-Wall", "-Wextra",
                          "-Werror=implicit-function-declaration", "-fno-color-diagnostics", *extra, "-"],
                         input=text, capture_output=True, text=True, timeout=120)
    return run.stderr if run.returncode else ""


def folder_of(root):
    return {os.path.relpath(os.path.join(folder, name), root) for folder, _, files in os.walk(root) for name in files}


def windows_cases(compiler, headers):
    """All headers at once after <windows.h> and before it; where that fails each one by itself, to say which."""
    headers = [h for h in headers if h not in SHORT_MACROS]
    windows = "#include <windows.h>\n"
    for name, order in (("after windows.h", lambda text: windows + text), ("before windows.h", lambda text: text + windows)):
        together = "".join(f"#include <{h}>\n" for h in headers)
        if compile_text(compiler, "c", "gnu17", order(together)):
            for header in headers:
                yield header, name, "c", "gnu17", order(f"#include <{header}>\n"), []


def cases(headers):
    for header in headers:
        twice = f"#include <{header}>\n#include <{header}>\n"
        for language, standard in STANDARDS:
            # C++ has the BSD names always (_GNU_SOURCE); strict C hides what these headers are made of.
            bsd = ["-D_DEFAULT_SOURCE"] if NEEDS_BSD_TYPES.match(header) else []
            yield header, f"{standard}", language, standard, twice, bsd


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--include", required=True, help="the sysroot's usr/include")
    p.add_argument("--windows", action="store_true", help="also beside <windows.h>")
    p.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    p.add_argument("compiler", nargs="+", help="the driver, with what it needs")
    a = p.parse_args()
    headers = sorted(public_headers(a.include))
    work = list(cases(headers))
    if a.windows:
        work += windows_cases(a.compiler, headers)
    failures = 0
    # w32api is searched first: a name of both would hide ours.
    for header in sorted(set(headers) & {h.lower() for h in folder_of(os.path.join(a.include, "w32api"))}):
        failures += 1
        print(f"FAIL <{header}> is hidden by w32api's")
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        results = pool.map(lambda c: (c, compile_text(a.compiler, *c[2:5], extra=c[5])), work)
        for case, errors in results:
            if errors:
                failures += 1
                print(f"FAIL <{case[0]}> {case[1]}\n    " + "\n    ".join(errors.splitlines()[:6]))
    print(f"{len(work)} compilations, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
