// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include <unistd.h>

using namespace tern;

// POSIX close(). EBADF. Async-signal-safe. The descriptor is free on every return.
TERN_EXPORT int close(int fd) {
  return to_errno(cancellation_point([&] { return fd::close(fd); }));
}

// FreeBSD, Linux close_range(). EINVAL: first > last, or unknown flags.
TERN_EXPORT int close_range(unsigned first, unsigned last, int flags) {
  Enter enter;
  if (flags & ~CLOSE_RANGE_CLOEXEC) return to_errno(Result<>(Errno(EINVAL)));
  return to_errno(fd::close_range(first, last, flags & CLOSE_RANGE_CLOEXEC));
}

TERN_EXPORT void closefrom(int first) {
  Enter enter;
  (void)fd::close_range(first < 0 ? 0 : static_cast<unsigned>(first), ~0u, false);
}
