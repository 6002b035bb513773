// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include "fs/create.h"
#include <fcntl.h>
#include <stdarg.h>

using namespace tern;

static int open_and_install(int directory, const char *path, int flags, mode_t mode) {
  return to_errno(cancellation_point([&]() -> Result<int> {
    auto file = TRY(fs::open(directory, path, flags, mode));
    return fd::install(static_cast<fd::FileRef &&>(file), flags & O_CLOEXEC, 0, flags & O_CLOFORK);
  }));
}

static bool takes_mode(int flags) { return flags & (O_CREAT | O_TMPFILE); }

// POSIX open(), openat(), creat(). EACCES, EEXIST, EISDIR, ELOOP, EMFILE, ENOENT, ENOTDIR, ENXIO, ETXTBSY and the errors of a
// path. Cancellation point; async-signal-safe.
TERN_EXPORT int open(const char *path, int flags, ...) {
  va_list ap;
  va_start(ap, flags);
  mode_t mode = takes_mode(flags) ? va_arg(ap, mode_t) : 0;
  va_end(ap);
  return open_and_install(AT_FDCWD, path, flags, mode);
}

TERN_EXPORT int openat(int directory, const char *path, int flags, ...) {
  va_list ap;
  va_start(ap, flags);
  mode_t mode = takes_mode(flags) ? va_arg(ap, mode_t) : 0;
  va_end(ap);
  return open_and_install(directory, path, flags, mode);
}

TERN_EXPORT int creat(const char *path, mode_t mode) { return open_and_install(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
