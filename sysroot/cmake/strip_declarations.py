#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Takes declarations of functions that do not exist out of headers, newlib's and ours.

strip_declarations.py --absent FILE --into FOLDER TREE...

Of each header that declares a name of the list a copy without those declarations goes into FOLDER, which then stands before
the trees; an earlier tree's header hides a later one's. A copy that has not changed keeps its time. FOLDER/excluded.txt
lists the headers that are left out as a whole ("<header>" in the list).
"""
import argparse
import os
import re
import sys

COMMENT_OR_STRING = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\[^\n]|\\\n)*", re.M)
BOUNDARY = re.compile(r"\b(?:_BEGIN_STD_C|_END_STD_C|__BEGIN_DECLS|__END_DECLS)\b")


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def statements(masked):
    """Yields the extents of declarations outside of braces; a linkage block's braces do not count."""
    depth = paren = start = 0
    for i, c in enumerate(masked):
        if c == "\x00":  # a directive or a macro that stands for a block's border
            if not depth and not paren:
                start = i + 1
        elif c == "{":
            if not depth and re.fullmatch(r"\s*extern\s*", masked[start:i]):
                start = i + 1
            else:
                depth += 1
        elif c == "}":
            depth -= depth > 0
            if not depth and not paren and re.match(r"\s*(static|_ELIDABLE|extern __inline|__inline|inline)", masked[start:i]):
                start = i + 1
        elif c == "(":
            paren += 1
        elif c == ")":
            paren -= paren > 0
        elif c == ";" and not depth and not paren:
            yield start, i + 1
            start = i + 1


def declared_name(statement):
    """The name that a declaration introduces: before the parameter list, or before ; [ = of an object."""
    if re.match(r"\s*typedef\b", statement):
        return None
    pointer = re.match(r"\s*extern\s+[\w\s]+\(\s*\*\s*(\w+)\s*\)\s*\(", statement)
    if pointer:
        return pointer[1]
    first = re.search(r"\b(?!__attribute__|__asm__|_ATTRIBUTE|__declspec)([A-Za-z_]\w*)\s*(?:__P\s*)?\(", statement)
    if first and first[1].startswith("__ssp_"):  # _FORTIFY_SOURCE's wrapper: the name is the macro's second argument
        wrapped = re.match(r"[^(]*\(\s*[^,]*,\s*(\w+)", statement)
        return wrapped[1] if wrapped else None
    if first:
        return first[1]
    last = re.search(r"([A-Za-z_]\w*)\s*(?:\[[^;]*\])?\s*;$", statement)
    return last[1] if last and re.match(r"\s*extern\b", statement) else None


def strip(text, absent):
    masked = COMMENT_OR_STRING.sub(lambda m: blank(m[0]), text)
    directives = [m.span() for m in DIRECTIVE.finditer(masked)]
    flat = DIRECTIVE.sub(lambda m: "\x00" + blank(m[0])[1:], masked)
    flat = BOUNDARY.sub(lambda m: "\x00" * len(m[0]), flat)
    cuts = []
    for begin, end in statements(flat):
        statement = flat[begin:end].replace("\x00", " ")
        if declared_name(statement) in absent:
            cuts.append((begin + len(statement) - len(statement.lstrip()), end))
    for begin, end in directives:
        call = re.match(r"\s*#\s*define\s+\w+(?:\([^)]*\))?\s+\(?\s*\*?\s*(\w+)\s*\(", masked[begin:end])
        if call and call[1] in absent:
            cuts.append((begin, end))
    for begin, end in cuts:
        text = text[:begin] + blank(text[begin:end]) + text[end:]
    return re.sub(r"[ \t]+$", "", text, flags=re.M) if cuts else None


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--absent", required=True)
    p.add_argument("--into", required=True)
    p.add_argument("trees", nargs="+")
    a = p.parse_args()
    with open(a.absent, encoding="utf-8") as file:
        words = [l.split("\t")[0].strip() for l in file if l.strip() and not l.startswith("#")]
    absent = {w for w in words if not w.startswith("<")}
    excluded = [w.strip("<>") for w in words if w.startswith("<")]
    seen, written, removed = set(), {"excluded.txt"}, set()
    for tree in a.trees:
        for folder, _, files in os.walk(tree):
            for name in files:
                path = os.path.join(folder, name)
                header = os.path.relpath(path, tree)
                if not name.endswith(".h") or header in seen:
                    continue
                seen.add(header)
                with open(path, encoding="utf-8", errors="surrogateescape") as file:
                    text = file.read()
                stripped = strip(text, absent)
                if stripped is not None:
                    written.add(header)
                    put(os.path.join(a.into, header), stripped)
    put(os.path.join(a.into, "excluded.txt"), "\n".join(excluded) + "\n")
    for folder, _, files in os.walk(a.into):
        for name in files:
            path = os.path.join(folder, name)
            if os.path.relpath(path, a.into) not in written:
                os.remove(path)
    return 0


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            if file.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
