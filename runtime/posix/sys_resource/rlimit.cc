// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 getrlimit, setrlimit. Which limits are kept is told in docs/how/processes.md: RLIMIT_NOFILE, RLIMIT_STACK
// (new threads and images), RLIMIT_CORE and RLIMIT_FSIZE by who uses them; the others only say unlimited.
#include "core/sections.h"
#include "core/user_memory.h"
#include "core/view.h"
#include "fd/table.h"
#include "process/limits.h"
#include <errno.h>
#include <sys/resource.h>

using namespace tern;

TERN_EXPORT int getrlimit(int resource, struct rlimit *l) {
  if (resource < 0 || resource >= RLIM_NLIMITS) {
    errno = EINVAL;
    return -1;
  }
  if (!writable(l)) return fault();
  *l = process::limit(view(), resource);
  return 0;
}

// EINVAL, and EPERM for a raised hard limit.
TERN_EXPORT int setrlimit(int resource, const struct rlimit *l) {
  if (!readable(l)) return fault();
  if (resource < 0 || resource >= RLIM_NLIMITS || l->rlim_cur > l->rlim_max) {
    errno = EINVAL;
    return -1;
  }
  return to_errno(process::set_limit(view(), resource, *l));
}
