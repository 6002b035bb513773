// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 getpid, getppid, getpgrp, getpgid, setpgid, getsid, setsid, setpgrp. The first three and setpgid, setsid
// are async-signal-safe.
#include "core/result.h"
#include "core/sections.h"
#include "core/view.h"
#include "process/group.h"
#include <unistd.h>

using namespace tern;

TERN_EXPORT pid_t getpid(void) { return view().pid; }
TERN_EXPORT pid_t getppid(void) { return process::parent(); }
TERN_EXPORT pid_t getpgrp(void) { return view().pgid; }
TERN_EXPORT pid_t getpgid(pid_t pid) { return to_errno(process::group_of(pid)); }
TERN_EXPORT pid_t getsid(pid_t pid) { return to_errno(process::session_of(pid)); }
TERN_EXPORT int setpgid(pid_t pid, pid_t group) { return to_errno(process::set_group(pid, group)); }
TERN_EXPORT pid_t setsid(void) { return to_errno(process::new_session()); }
TERN_EXPORT int setpgrp(void) { return setpgid(0, 0); }
