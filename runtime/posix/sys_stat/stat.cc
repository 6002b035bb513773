// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/wait.h"
#include "fd/table.h"
#include "fs/stat.h"
#include <fcntl.h>
#include <sys/stat.h>

using namespace tern;

static int look(int directory, const char *path, struct stat *st, fs::Final final) {
  Enter enter;
  if (!writable(st)) return fault();
  return to_errno([&]() -> Result<> {
    fs::Path p;
    TRY(fs::translate(directory, path, p));
    return fs::stat_path(p, final, *st);
  }());
}

// POSIX stat(), lstat(), fstat(), fstatat(): the errors of a path; EBADF. Async-signal-safe.
TERN_EXPORT int stat(const char *path, struct stat *st) { return look(AT_FDCWD, path, st, fs::Final::Follow); }
TERN_EXPORT int lstat(const char *path, struct stat *st) { return look(AT_FDCWD, path, st, fs::Final::NoFollow); }

TERN_EXPORT int fstat(int fd, struct stat *st) {
  Enter enter;
  return to_errno([&]() -> Result<> {
    auto file = TRY(fd::get(fd));
    if (!writable(st)) return Errno(EFAULT);
    return file->stat(*st);
  }());
}

TERN_EXPORT int fstatat(int directory, const char *path, struct stat *st, int flags) {
  if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)) return to_errno(Result<>(Errno(EINVAL)));
  if ((flags & AT_EMPTY_PATH) && path && !*path && directory != AT_FDCWD) return fstat(directory, st);
  return look(directory, (flags & AT_EMPTY_PATH) && path && !*path ? "." : path, st, flags & AT_SYMLINK_NOFOLLOW ? fs::Final::NoFollow : fs::Final::Follow);
}
