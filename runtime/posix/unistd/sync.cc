// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include <unistd.h>

using namespace tern;

// POSIX sync(): asks for what this process has open to be written. NT gives only administrators a whole volume.
TERN_EXPORT void sync(void) {
  Enter enter;
  for (int fd = 0; fd < fd::kOpenMax; fd++) {
    auto file = fd::get(fd);
    if (file.ok() && file.value()->kind == fd::Kind::File && file.value()->writable()) (void)file.value()->sync(false);
  }
}

// Linux syncfs().
TERN_EXPORT int syncfs(int fd) {
  Enter enter;
  return to_errno([&]() -> Result<> {
    TRY(fd::get(fd));
    sync();
    return success();
  }());
}

// POSIX.1-2024 posix_close(): as close(), for both flags: the descriptor is free on every return.
TERN_EXPORT int posix_close(int fd, int flags) {
  if (flags & ~1 /* POSIX_CLOSE_RESTART */) return to_errno(Result<>(Errno(EINVAL)));
  return close(fd);
}
