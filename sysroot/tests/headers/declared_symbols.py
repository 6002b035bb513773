#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Lists every function and object with external linkage that the sysroot's public headers declare.

Prints lines of "name<TAB>function|object<TAB>header". The headers are read by the compiler under several feature test
macros, because the headers hide names; what has a body in a header needs no symbol and is left out.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

# Read with another header's help, or not meant for C programs.
NOT_ALONE = re.compile(r"^(w32api/|c\+\+/|machine/|newlib/|ssp/|sys/_tz_structs\.h|sys/tree\.h|sys/queue\.h|libunwind|unwind|__libunwind|mach-o/)")
# Macros of protocols with names like IP and ERROR: not beside every other header in one source file.
SHORT_MACROS = {"arpa/ftp.h", "arpa/telnet.h"}
NEEDS_BSD_TYPES = re.compile(r"^(rpc/|arpa/|netinet/|resolv\.h)")
# One feature set each; the second shows what only older standards have, the last what _FORTIFY_SOURCE calls.
FEATURES = [["-D_GNU_SOURCE=1", "-D_LIBC_REENTRANT"], ["-D_DEFAULT_SOURCE=1"],
            ["-D_XOPEN_SOURCE=500", "-D_XOPEN_SOURCE_EXTENDED=1"], ["-std=c2x"],
            ["-D_GNU_SOURCE=1", "-D_FORTIFY_SOURCE=2", "-O2"]]
# Declarations that begin with one of these headers' macros are not theirs.
MACRO_HEADERS = {"_ansi.h", "cdefs.h"}


def public_headers(include):
    for folder, _, files in os.walk(include):
        for name in files:
            header = os.path.relpath(os.path.join(folder, name), include)
            if name.endswith(".h") and not NOT_ALONE.match(header):
                yield header


def declarations(compiler, include, features, headers):
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        for header in headers:
            source.write(f"#include <{header}>\n")
        source.flush()
        run = subprocess.run([*compiler, *features, "-w", "-fsyntax-only", "-fno-color-diagnostics", "-Xclang", "-ast-dump",
                              source.name], capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"declared_symbols.py: the headers do not compile with {' '.join(features)}:\n{run.stderr}")
    current, header = None, ""
    for line in run.stdout.splitlines():
        where = re.findall(r"[<,] ?(/[^:<>]*\.h):\d+:\d+", line)
        if where and os.path.basename(where[-1]) not in MACRO_HEADERS:
            header = os.path.relpath(where[-1], include)
        if line.startswith(("|-", "`-")):
            if current and not current["inline"]:
                yield current
            current = None
            match = re.match(r"^[|`]-(FunctionDecl|VarDecl) ", line)
            if not match or " implicit " in line.split("'")[0]:
                continue
            head = line.split(" '")[0]
            name = head.split()[-1]
            tail = line[line.rindex("'") + 1:].split()
            if "static" in tail or (match[1] == "VarDecl" and "extern" not in tail):
                continue
            current = {"name": name, "kind": "function" if match[1] == "FunctionDecl" else "object", "header": header,
                       "inline": False}
        elif current and re.match(r"^[| ] [|`]-CompoundStmt", line):
            current["inline"] = True
        elif current and "AsmLabelAttr" in line and line.startswith(("| |-", "| `-", "  |-", "  `-")):
            current["name"] = line.split('"')[1]
    if current and not current["inline"]:
        yield current


def collect(compiler, include):
    headers = sorted(set(public_headers(include)) - SHORT_MACROS)
    found = {}
    for features in FEATURES:
        strict = not any(f.startswith(("-D_GNU", "-D_DEFAULT")) for f in features)
        usable = [h for h in headers if not (strict and NEEDS_BSD_TYPES.match(h))]
        for d in declarations(compiler, include, features, usable):
            found.setdefault(d["name"], (d["kind"], d["header"]))
    # _FORTIFY_SOURCE's inline helpers have no symbol.
    return {n: v for n, v in found.items() if not n.startswith("__builtin_") and not n.endswith("_ichk")}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--include", required=True, help="the sysroot's usr/include")
    parser.add_argument("compiler", nargs="+", help="the driver, with what it needs to find that folder")
    args = parser.parse_args()
    for name, (kind, header) in sorted(collect(args.compiler, os.path.realpath(args.include)).items()):
        print(name, kind, header, sep="\t")


if __name__ == "__main__":
    main()
