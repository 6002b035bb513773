// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/sections.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "process/usage.h"
#include <errno.h>
#include <sys/resource.h>

using namespace tern;

// POSIX.1-2024 getrusage, and Linux's RUSAGE_THREAD. ru_maxrss in KB. EINVAL.
TERN_EXPORT int getrusage(int who, struct rusage *r) {
  if (!writable(r)) return fault();
  process::ChildUsage u{};
  if (who == RUSAGE_SELF) {
    u = process::own_usage();
  } else if (who == RUSAGE_CHILDREN) {
    u = process::children_usage();
  } else if (who == RUSAGE_THREAD) {
    nt::ProcessTimes t{};
    nt::thread_times(nt::current_thread(), t);
    u.user = t.user, u.kernel = t.kernel;
  } else {
    errno = EINVAL;
    return -1;
  }
  process::fill_rusage(u, *r);
  return 0;
}
