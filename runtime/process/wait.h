// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waiting for children: the engine under wait, waitpid, waitid, wait3 and wait4.
#pragma once
#include "core/result.h"
#include <stdint.h>
#include <sys/types.h>

namespace tern::process {

enum class WaitFor : uint8_t { Any, Pid, Group };

struct WaitQuery {
  WaitFor what;
  pid_t id;
  int options; // WNOHANG, WUNTRACED, WEXITED, WCONTINUED, WNOWAIT
};

struct ChildUsage { uint64_t user, kernel, peak_memory, page_faults; }; // 100 ns units; bytes

struct WaitAnswer {
  pid_t pid;    // 0: WNOHANG and nobody has news
  int status;   // POSIX encoding
  uint32_t uid;
  ChildUsage usage;
};

// One look, then blocks. Errors: ECHILD, and interrupted(Restartable). Call inside Enter; takes the view's SIGCHLD
// disposition into account (SIG_IGN, SA_NOCLDWAIT: waits for all, then ECHILD).
Result<WaitAnswer> wait_children(const WaitQuery &);

// The status of a child whose process has ended without publishing one.
struct Child;
int status_of_ended(const Child &);

// Times of the children that were waited for, and of what they waited for.
ChildUsage children_usage();

} // namespace tern::process
