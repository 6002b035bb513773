// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/view.h"
#include "core/wait.h"
#include "fs/create.h"
#include <fcntl.h>
#include <sys/stat.h>

using namespace tern;

// POSIX mkdir(), mkdirat(). EEXIST and the errors of a path. Async-signal-safe.
TERN_EXPORT int mkdirat(int directory, const char *path, mode_t mode) {
  Enter enter;
  return to_errno(fs::make_directory(directory, path, mode));
}
TERN_EXPORT int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

// POSIX umask(): the old one. Async-signal-safe, vfork-safe.
TERN_EXPORT mode_t umask(mode_t mask) { return __atomic_exchange_n(&view().umask, mask & 0777, __ATOMIC_RELAXED); }
