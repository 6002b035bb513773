// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/sections.h"
#include "core/user_memory.h"
#include "core/wait.h"
#include "process/usage.h"
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

using namespace tern;

static clock_t ticks(uint64_t hundred_ns) { return static_cast<clock_t>(hundred_ns / (10000000 / static_cast<uint64_t>(sysconf(_SC_CLK_TCK)))); }

// POSIX.1-2024 times: clock ticks since boot; user and system time of the process and of the children waited for.
// Async-signal-safe.
TERN_EXPORT clock_t times(struct tms *t) {
  if (!writable_or_null(t)) return static_cast<clock_t>(fault());
  if (t) {
    process::ChildUsage own = process::own_usage(), children = process::children_usage();
    t->tms_utime = ticks(own.user);
    t->tms_stime = ticks(own.kernel);
    t->tms_cutime = ticks(children.user);
    t->tms_cstime = ticks(children.kernel);
  }
  return ticks(static_cast<uint64_t>(monotonic_now()));
}
