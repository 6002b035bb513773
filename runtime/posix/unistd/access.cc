// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fs/stat.h"
#include <fcntl.h>
#include <unistd.h>

using namespace tern;

static int check(int directory, const char *path, int mode, int flags) {
  Enter enter;
  return to_errno([&]() -> Result<> {
    if (flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW)) return Errno(EINVAL);
    fs::Final final = flags & AT_SYMLINK_NOFOLLOW ? fs::Final::NoFollow : fs::Final::Follow;
    fs::Path p;
    TRY(fs::translate(directory, path, p));
    return fs::check_access(p, mode, !(flags & AT_EACCESS), final);
  }());
}

// POSIX access(), faccessat(): real ids, effective ones with AT_EACCESS. EACCES, EINVAL, EROFS and the errors of a path.
TERN_EXPORT int faccessat(int directory, const char *path, int mode, int flags) { return check(directory, path, mode, flags); }
TERN_EXPORT int access(const char *path, int mode) { return check(AT_FDCWD, path, mode, 0); }
// GNU
TERN_EXPORT int eaccess(const char *path, int mode) { return check(AT_FDCWD, path, mode, AT_EACCESS); }
TERN_EXPORT int euidaccess(const char *path, int mode) { return check(AT_FDCWD, path, mode, AT_EACCESS); }
