// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/enter.h"
#include "core/result.h"
#include "core/sections.h"
#include "fd/table.h"
#include "ipc/pipe.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

using namespace tern;

static Result<> open_pipe(int ends[2], int flags) {
  if (flags & ~(O_CLOEXEC | O_NONBLOCK | O_CLOFORK | O_BINARY | O_TEXT)) return Errno(EINVAL);
  if (!writable(ends, 2 * sizeof *ends)) return Errno(EFAULT);
  fd::FileRef reader, writer;
  TRY(ipc::make_pipe(reader, writer, flags & O_NONBLOCK));
  bool on_exec = flags & O_CLOEXEC, on_fork = flags & O_CLOFORK;
  int first = TRY(fd::install(static_cast<fd::FileRef &&>(reader), on_exec, 0, on_fork));
  auto second = fd::install(static_cast<fd::FileRef &&>(writer), on_exec, 0, on_fork);
  if (!second.ok()) {
    (void)fd::close(first);
    return second.error();
  }
  ends[0] = first;
  ends[1] = second.value();
  return success();
}

// POSIX.1-2024 pipe2: O_CLOEXEC, O_CLOFORK, O_NONBLOCK. EINVAL, EMFILE, ENFILE. pipe is async-signal-safe.
TERN_EXPORT int pipe2(int ends[2], int flags) {
  Enter enter;
  return to_errno(open_pipe(ends, flags));
}
TERN_EXPORT int pipe(int ends[2]) { return pipe2(ends, 0); }
