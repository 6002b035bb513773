// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include <fcntl.h>
#include <unistd.h>

using namespace tern;

// POSIX dup(), dup2(), dup3(). EBADF, EMFILE; dup3: EINVAL when both are one. Async-signal-safe.
TERN_EXPORT int dup(int fd) {
  Enter enter;
  return to_errno(fd::duplicate(fd, 0, false));
}

TERN_EXPORT int dup2(int fd, int to) {
  Enter enter;
  return to_errno(fd::duplicate_to(fd, to, false, false));
}

TERN_EXPORT int dup3(int fd, int to, int flags) {
  Enter enter;
  if (flags & ~(O_CLOEXEC | O_CLOFORK)) return to_errno(Result<int>(Errno(EINVAL)));
  auto r = fd::duplicate_to(fd, to, flags & O_CLOEXEC, true);
  if (r.ok() && (flags & O_CLOFORK)) (void)fd::set_close_on_fork(to, true);
  return to_errno(static_cast<Result<int> &&>(r));
}

// POSIX getdtablesize (withdrawn): the limit of descriptors.
TERN_EXPORT int getdtablesize(void) {
  rlim_t soft = view().limits[RLIMIT_NOFILE].rlim_cur;
  return soft && soft < static_cast<rlim_t>(fd::kOpenMax) ? static_cast<int>(soft) : fd::kOpenMax;
}
