// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fs/create.h"
#include <fcntl.h>
#include <sys/stat.h>

using namespace tern;

// POSIX mknod(), mknodat(), mkfifo(), mkfifoat(). A regular file can be made; a device is EPERM, as for any unprivileged process.
// EEXIST, ENOENT, ENOTDIR, ENOSPC and the errors of a path. Async-signal-safe.
TERN_EXPORT int mknodat(int directory, const char *path, mode_t mode, dev_t) {
  Enter enter;
  return to_errno([&]() -> Result<> {
    fs::Path p;
    TRY(fs::translate(directory, path, p));
    switch (mode & S_IFMT) {
    case 0: case S_IFREG: {
      nt::Handle h;
      if (p.wants_directory) return Errno(ENOENT);
      return fs::create_file(p, mode & 07777, nt::kNormal, nt::kReadAttributes, nt::kNotDirectory, h);
    }
    case S_IFCHR: case S_IFBLK: return Errno(EPERM);
    case S_IFIFO: return fs::make_fifo(directory, path, mode);
    default: return Errno(EINVAL);
    }
  }());
}
TERN_EXPORT int mknod(const char *path, mode_t mode, dev_t device) { return mknodat(AT_FDCWD, path, mode, device); }
TERN_EXPORT int mkfifoat(int directory, const char *path, mode_t mode) { return mknodat(directory, path, (mode & 07777) | S_IFIFO, 0); }
TERN_EXPORT int mkfifo(const char *path, mode_t mode) { return mkfifoat(AT_FDCWD, path, mode); }
