# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Test cases out of the output of test suites, and their comparison.

Cases are a dictionary: name -> {"status": pass|fail|skip, "count": n}; a
suite that only says how many checks passed is one name with a count.
"""
import re

AUTOTEST = re.compile(r"^\s*(\d+): (.+?)\s+(ok|FAILED|skipped|expected failure|UNEXPECTED PASS)(?: \(.*\))?$")
AUTOMAKE = re.compile(r"^(PASS|FAIL|SKIP|XFAIL|XPASS|ERROR): (.+?)\s*$")
CTEST = re.compile(r"^\s*\d+/\d+ Test\s+#\d+: (\S+) \.*\s*(Passed|Skipped|\*\*\*\S+)")
GTEST = re.compile(r"(?:^|\d+: )\[ +(OK|FAILED|SKIPPED) +\] (\S+/?\S*\.\S+)(?: \(|$)")
TAP = re.compile(r"^(ok|not ok) - (.+?)(?: \(status \d+\))?$")
OUTPUT = re.compile(r"^output - (.+) = ([0-9a-f]+) (\d+)$")
CHECKS = re.compile(r"(\d+)%: Checks: (\d+), Fail(?:ed|ures): (\d+)")
M4_CHECK = re.compile(r"^Checking (\S+)$")
MAKE = re.compile(r"^(\w+/\S+) \.+ *(?:ok +\((\d+) passed\)|FAILED +\((\d+)/(\d+) passed\)|(N/A))")
NINJA = re.compile(r"^\[\d+/\d+\] (\w+\.\w+)$")
AUTOMAKE_STATUS = {"PASS": "pass", "XFAIL": "pass", "SKIP": "skip"}
GTEST_STATUS = {"OK": "pass", "FAILED": "fail", "SKIPPED": "skip"}


def read(text, kinds, outputs):
    """Cases of `text`; outputs: name -> what the native build gave, or None natively."""
    cases = {}
    for line in text.splitlines():
        for kind in kinds:
            READERS[kind](line, cases, outputs)
    return cases


def put(cases, name, status, **more):
    old = cases.get(name)
    if old and old["status"] == "fail":
        return  # once failed stays failed
    cases[name] = {"status": status, "count": 1, **more}


def automake(line, cases, _):
    m = AUTOMAKE.match(line)
    if m:
        put(cases, re.sub(r"\.exe\b", "", m[2]), AUTOMAKE_STATUS.get(m[1], "fail"))


def ctest(line, cases, _):
    m = CTEST.match(line)
    if m:
        put(cases, m[1], {"Passed": "pass", "***Skipped": "skip"}.get(m[2], "fail"))


def gtest(line, cases, _):
    m = GTEST.search(line)
    if m:
        put(cases, m[2], GTEST_STATUS[m[1]])


def tap(line, cases, outputs):
    m = TAP.match(line)
    if m:
        put(cases, m[2], "pass" if m[1] == "ok" else "fail")
    m = OUTPUT.match(line)
    if m:
        said = f"{m[2]} {m[3]}"
        right = outputs is None or outputs.get(m[1]) == said
        put(cases, m[1], "pass" if right else "fail", output=said)


def checks(line, cases, _):
    m = CHECKS.search(line)
    if m:
        good, bad = int(m[2]) - int(m[3]), int(m[3])
        suite = f"suite {1 + sum(n.startswith('suite ') and not n.endswith('failed') for n in cases)}"
        cases[suite] = {"status": "pass", "count": good}
        if bad:
            cases[f"{suite} failed"] = {"status": "fail", "count": bad}


def autotest(line, cases, _):
    m = AUTOTEST.match(line)
    if m:
        put(cases, f"{m[1]} {m[2]}", {"ok": "pass", "expected failure": "pass", "skipped": "skip"}.get(m[3], "fail"))


def make(line, cases, _):
    """GNU make's own driver: tests of one script are counted, not named."""
    begun = re.match(r"^\w+/\S+ \.+ (?=Error running)", line)  # the counts stand on a later line, alone
    if begun:
        make.begun = begun[0]
    if line.startswith("FAILED (") and make.begun:
        line, make.begun = make.begun + line, None
    m = MAKE.match(line)
    if not m:
        return
    if m[5]:
        cases[m[1]] = {"status": "skip", "count": 1}
        return
    good = int(m[2] or m[3])
    if good:
        cases[m[1]] = {"status": "pass", "count": good}
    if m[3]:
        cases[f"{m[1]} failed"] = {"status": "fail", "count": int(m[4]) - good}


def m4(line, cases, _):
    m = M4_CHECK.match(line)
    if m:
        cases[m[1]] = {"status": "pass", "count": 1}
    # All that were skipped, and all that failed, stand on one line each, after a heading.
    if line in ("Skipped checks were:", "Failed checks were:"):
        m4.status = "skip" if line.startswith("Skipped") else "fail"
    if line.startswith("  ./"):
        for word in line.split():
            cases[word.partition(":")[0]] = {"status": m4.status, "count": 1}



def ninja(line, cases, _):
    """ninja_test names each test when it begins; what fails comes after its name."""
    m = NINJA.match(line)
    if m:
        put(cases, m[1], "pass")
    elif line.startswith("*** Failure in ") and cases:
        put(cases, next(reversed(cases)), "fail")


make.begun = None
READERS = {"ninja": ninja, "autotest": autotest, "make": make, "m4": m4,
           "automake": automake, "ctest": ctest, "gtest": gtest, "tap": tap, "checks": checks}


def totals(cases):
    sums = {"pass": 0, "fail": 0, "skip": 0}
    for case in cases.values():
        sums[case["status"]] += case["count"]
    return {"passed": sums["pass"], "failed": sums["fail"], "skipped": sums["skip"]}


def failures(cases):
    return sorted(name for name, case in cases.items() if case["status"] == "fail")


def summary(cases):
    """What native.json holds."""
    return {"passed": {n: c["count"] for n, c in cases.items() if c["status"] == "pass"},
            "failed": failures(cases),
            "skipped": sorted(n for n, c in cases.items() if c["status"] == "skip"),
            "outputs": {n: c["output"] for n, c in cases.items() if "output" in c}}


def wanted(native):
    return {"count": sum(native.get("passed", {}).values())}


def lost(cases, native):
    """What passes natively and does not here. A case skipped here is lost too."""
    names, count = [], 0
    for name, number in native.get("passed", {}).items():
        case = cases.get(name)
        here = case["count"] if case and case["status"] == "pass" else 0
        if here < number:
            names.append(name)
            count += number - here
    return {"names": sorted(names), "count": count}
