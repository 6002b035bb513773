# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command with a time limit that holds for everything it started."""
import ctypes, os, pathlib, signal, subprocess, time

PR_SET_CHILD_SUBREAPER = 36


def descendants(pid):
    """Process ids below `pid`. Wine's programs leave their parent's process
    group, but as this process is a sub-reaper they stay below it."""
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parent = int(stat.rsplit(")", 1)[1].split()[1])
            children.setdefault(parent, []).append((int(entry.name), stat.split("(", 1)[1].rsplit(")", 1)[0]))
    found, queue = [], [pid]
    while queue:
        for child, name in children.get(queue.pop(), []):
            if name != "wineserver":  # it serves other programs too
                found.append(child)
                queue.append(child)
    return found


def kill_tree(pid):
    for number in (signal.SIGTERM, signal.SIGKILL):
        for child in descendants(pid):
            try:
                os.kill(child, number)
            except ProcessLookupError:
                pass
        time.sleep(0.5)


def run(command, folder, env, log, limit):
    """(status, timed out); output goes to the file `log`."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with open(log, "wb") as out:
        child = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL,
                                 stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            status, timed_out = child.wait(limit), False
        except subprocess.TimeoutExpired:
            status, timed_out = 124, True
        except BaseException:
            kill_tree(os.getpid())
            raise
        kill_tree(os.getpid())  # whatever a test left behind
        if timed_out:
            child.wait()
            out.write(b"\nports: killed at the time limit\n")
    return status, timed_out
