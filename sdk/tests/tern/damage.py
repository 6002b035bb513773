#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""damage.py TERN DLL: gives the command cut and altered copies of a DLL."""
import random
import subprocess
import sys

tern, dll = sys.argv[1:]
whole = open(dll, "rb").read()
random.seed(19)


def copies():
    for size in [*range(0, 0x400, 16), *(random.randrange(len(whole)) for _ in range(20))]:
        yield f"cut at {size}", whole[:size]
    for number in range(120):
        copy = bytearray(whole)
        # Half of them in the headers, where the offsets are.
        for _ in range(20):
            copy[random.randrange(0x600 if number % 2 else len(copy))] = random.randrange(256)
        yield f"altered {number}", bytes(copy)


bad = 0
for what, content in copies():
    for command in (["rebase", "--base", "0x70000000000", "copy.dll"], ["bundle", "--only-dlls", "copy.dll", "-o", "bundle"]):
        with open("copy.dll", "wb") as file:
            file.write(content)
        try:
            result = subprocess.run([tern, *command], capture_output=True, timeout=20)
        except subprocess.TimeoutExpired:
            print(f"{what}: {command[0]} does not end")
            bad += 1
            continue
        if result.returncode not in (0, 1) or (result.returncode == 1 and b"copy.dll" not in result.stderr):
            print(f"{what}: {command[0]} gives {result.returncode}: {result.stderr!r}")
            bad += 1
sys.exit(1 if bad else 0)
