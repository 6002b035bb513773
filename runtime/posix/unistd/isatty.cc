// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include <unistd.h>

using namespace tern;

// POSIX isatty(): 1, or 0 with EBADF or ENOTTY.
TERN_EXPORT int isatty(int fd) {
  Enter enter;
  auto r = [&]() -> Result<int> {
    if (!TRY(fd::get(fd))->is_terminal()) return Errno(ENOTTY);
    return 1;
  }();
  return to_errno(static_cast<Result<int> &&>(r), 0);
}
