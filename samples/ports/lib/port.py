# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One port: fetch, build, install, test, compare with the native results."""
import json, os, pathlib, re, shlex, shutil, subprocess

import process
import report

PORTS = pathlib.Path(__file__).resolve().parent.parent
ROOT = PORTS.parent.parent
TRIPLE = "x86_64-pc-cygwin"
GOAL = 98                  # percent of what passes natively; a recipe may set goal=
BUILD_LIMIT, TEST_LIMIT = 1800, 600  # seconds; a recipe may set limit= for its tests


class Side:
    """Where programs are built for and run: the target, or the host itself."""

    def __init__(self, native, sdk):
        self.native, self.sdk = native, sdk
        self.name = "native" if native else "target"
        self.home = ROOT / "build/ports" / self.name
        self.stage = self.home / "stage"

    def problem(self):
        if not self.native and not (self.sdk / f"bin/{TRIPLE}-gcc").exists():
            return f"no SDK in {self.sdk}; run ci/build, or name one with --sdk"
        return None

    def environment(self):
        env = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", STAGE=str(self.stage), TOP=str(PORTS),
                   SDK=str(self.sdk), JOBS=str(os.cpu_count() or 2), ROOT=str(ROOT),
                   CPPFLAGS=f"-I{self.stage}/usr/include", LDFLAGS=f"-L{self.stage}/usr/lib",
                   PKG_CONFIG_SYSROOT_DIR=str(self.stage),
                   PKG_CONFIG_PATH=f"{self.stage}/usr/lib/pkgconfig:{self.stage}/usr/share/pkgconfig",
                   TERN_STAGING=str(self.stage), CROSS="", EXE="")
        for name in ("MAKEFLAGS", "CC", "CXX", "CFLAGS", "CXXFLAGS", "DESTDIR", "CONFIG_SITE"):
            env.pop(name, None)
        if self.native:
            env["CMAKE_PREFIX_PATH"] = f"{self.stage}/usr"
            env["LD_LIBRARY_PATH"] = f"{self.stage}/usr/lib"
            env["PATH"] = f"{self.stage}/usr/bin:{env['PATH']}"
            return env
        env.update(CROSS=f"{TRIPLE}-", EXE=".exe", TERN_EXE_LAUNCHER="1",
                   PATH=f"{self.sdk}/bin:{env['PATH']}")
        for name in ("PKG_CONFIG_SYSROOT_DIR", "PKG_CONFIG_PATH"):
            del env[name]  # the SDK's pkg-config takes the staging tree from TERN_STAGING
        site = self.sdk / "share/config.site"
        if site.exists():
            env["CONFIG_SITE"] = str(site)
        return env


class Port:
    def __init__(self, name, side, keep=False):
        self.name, self.side, self.keep = name, side, keep
        self.recipe = PORTS / name / "recipe"
        self.build_dir = side.home / "build" / name
        self.logs = side.home / "logs" / name
        words = self._variables()
        self.source_name = words["source"] or name
        self.in_tree = words["in_tree"] == "yes"
        self.report = (words["report"] or "tap").split()
        self.goal = int(words["goal"] or GOAL)
        self.test_limit = int(words["limit"] or TEST_LIMIT)

    def _variables(self):
        script = '. "$1"; for v in source in_tree report limit goal; do eval "printf \'%s\\n\' \\"\\${$v:-}\\""; done'
        out = subprocess.run(["sh", "-c", script, "sh", self.recipe], text=True, capture_output=True, check=True)
        return dict(zip(("source", "in_tree", "report", "limit", "goal"), out.stdout.split("\n")))

    def _step(self, step, limit):
        """Runs the recipe's function `step`; None, or why it failed."""
        self.logs.mkdir(parents=True, exist_ok=True)
        env = self.side.environment()
        env["SRC"] = str(self.build_dir if self.in_tree else ROOT / "build/sources" / self.source_name)
        script = f'set -eu; . "{PORTS}/lib.sh"; . "$RECIPE"; {step}'
        env["RECIPE"] = str(self.recipe)
        log = self.logs / f"{step}.log"
        status, timed_out = process.run(["sh", "-c", script], self.build_dir, env, log, limit)
        if timed_out:
            return f"{step}: no end after {limit} s"
        return f"{step}: status {status}, see {log}" if status else None

    def _fetch(self):
        result = subprocess.run([ROOT / "ci/fetch", self.source_name], text=True,
                                capture_output=True, stdin=subprocess.DEVNULL)
        return None if result.returncode == 0 else "fetch: " + (result.stderr.strip() or "failed").splitlines()[0]

    def _build(self):
        stamp = self.build_dir / ".tern-built"
        if self.keep and stamp.exists():
            return None
        shutil.rmtree(self.build_dir, ignore_errors=True)
        if self.in_tree:
            self.build_dir.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(ROOT / "build/sources" / self.source_name, self.build_dir, symlinks=True)
        else:
            self.build_dir.mkdir(parents=True)
        self.side.stage.mkdir(parents=True, exist_ok=True)
        for step in ("build", "stage"):
            why = self._step(step, BUILD_LIMIT)
            if why:
                return why
        stamp.touch()
        return None

    def run(self):
        result = {"name": self.name, "source": self.source_name, "passed": 0, "failed": 0, "skipped": 0,
                  "wanted": 0, "failures": [], "verdict": ""}
        why = self._fetch() or self._build()
        if why:
            result["verdict"] = why
            return result
        why = self._step("tests", self.test_limit)
        text = (self.logs / "tests.log").read_text(errors="replace")
        native = self.native() or {}
        cases = report.read(text, self.report, None if self.side.native else native.get("outputs", {}))
        result.update(report.totals(cases))
        result["failures"] = report.failures(cases)
        if self.side.native:
            # A project's own make check may end with a failure: its counts are what is compared.
            hang = why if why and "no end" in why else None
            result["verdict"] = hang or ("ok" if result["passed"] else why or "no test ran")
            result["cases"] = cases
            return result
        result["verdict"] = self._compare(result, cases, native, why)
        return result

    def _compare(self, result, cases, native, why):
        wanted = report.wanted(native)
        result["wanted"] = wanted["count"]
        lost = report.lost(cases, native)
        result["lost"] = lost["names"]
        result["kept"] = wanted["count"] - lost["count"]
        if why and "no end" in why:
            return why
        if not wanted["count"]:
            return "no native results recorded: run --native --record"
        share = 100 * result["kept"] / wanted["count"]
        return "ok" if share >= self.goal else f"{result['kept']} of {wanted['count']} that pass natively"

    def native(self):
        path = PORTS / self.name / "native.json"
        return json.loads(path.read_text()) if path.exists() else None

    def record(self, result):
        data = report.summary(result["cases"])
        path = PORTS / self.name / "native.json"
        path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n")
