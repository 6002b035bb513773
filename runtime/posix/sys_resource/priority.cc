// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 getpriority, setpriority, nice. Nice values are kept exactly for the process itself; others are seen
// through NT's six priority classes.
#include "core/result.h"
#include "core/sections.h"
#include "core/view.h"
#include "process/limits.h"
#include "process/table.h"
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace tern;

// Calls f(pid) for each process that `which` and `who` name.
template <class F> static bool each(int which, id_t who, F f) {
  if (which == PRIO_PROCESS) return f(static_cast<pid_t>(who)), true;
  ProcessView &v = view();
  bool found = false;
  process::for_each([&](Slot &s) {
    bool match = which == PRIO_PGRP ? s.pgid == static_cast<pid_t>(who ? who : static_cast<id_t>(v.pgid))
                                    : s.uid == (who ? who : v.ids.ruid);
    if (match) found = true, f(s.pid);
    return true;
  });
  return found;
}

static bool valid(int which) { return which == PRIO_PROCESS || which == PRIO_PGRP || which == PRIO_USER; }

// -20..19; the lowest of several. EINVAL, ESRCH. errno tells an error from -1.
TERN_EXPORT int getpriority(int which, id_t who) {
  if (!valid(which)) {
    errno = EINVAL;
    return -1;
  }
  int best = 20;
  each(which, who, [&](pid_t pid) {
    auto r = process::nice_of(pid);
    if (r.ok() && r.value() < best) best = r.value();
  });
  if (best == 20) {
    errno = ESRCH;
    return -1;
  }
  return best;
}

TERN_EXPORT int setpriority(int which, id_t who, int value) {
  int error = valid(which) ? ESRCH : EINVAL;
  bool done = false;
  if (valid(which))
    each(which, who, [&](pid_t pid) {
      auto r = process::set_nice(pid, value);
      if (r.ok())
        done = true;
      else
        error = r.error().value;
    });
  if (done) return 0;
  errno = error;
  return -1;
}

// The new value. EPERM when it may not be lowered.
TERN_EXPORT int nice(int increment) {
  int wanted = view().nice + increment;
  auto r = process::set_nice(0, wanted);
  if (!r.ok()) {
    errno = EPERM;
    return -1;
  }
  return view().nice;
}
