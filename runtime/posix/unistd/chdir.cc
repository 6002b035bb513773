// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/wait.h"
#include "fs/cwd.h"
#include "fs/path.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

using namespace tern;

// POSIX chdir(), fchdir(). EACCES, ENOTDIR and the errors of a path. vfork-safe: a vfork child has a directory of its own.
TERN_EXPORT int chdir(const char *path) {
  Enter enter;
  return to_errno(fs::change_directory(path));
}
TERN_EXPORT int fchdir(int fd) {
  Enter enter;
  return to_errno(fs::change_directory_fd(fd));
}

// BSD chroot(): needs no privilege here, and is no security border (docs/how/chroot.md).
TERN_EXPORT int chroot(const char *path) {
  Enter enter;
  return to_errno(fs::change_root(path));
}

static Result<size_t> current(char *out, size_t capacity) {
  char canonical[fs::kPathMax];
  size_t n = fs::current_directory(canonical, sizeof canonical);
  return fs::visible_path(canonical, n, out, capacity);
}

// POSIX getcwd(): EINVAL (size 0), ERANGE, ENOENT (outside of the root). As on Linux a null buffer asks for one from
// malloc, of the needed size when size is 0.
TERN_EXPORT char *getcwd(char *buffer, size_t size) {
  Enter enter;
  char path[fs::kPathMax];
  auto r = [&]() -> Result<char *> {
    if (buffer && !size) return Errno(EINVAL);
    size_t n = TRY(current(path, sizeof path));
    if (size && n + 1 > size) return Errno(ERANGE);
    if (buffer && !writable(buffer, n + 1)) return Errno(EFAULT);
    char *out = buffer ? buffer : static_cast<char *>(malloc(size ? size : n + 1));
    if (!out) return Errno(ENOMEM);
    memcpy(out, path, n + 1);
    return out;
  }();
  return to_errno(static_cast<Result<char *> &&>(r), static_cast<char *>(nullptr));
}

// POSIX getwd (withdrawn), for old programs: the buffer has PATH_MAX bytes.
TERN_EXPORT char *getwd(char *buffer) { return getcwd(buffer, fs::kPathMax); }

// GNU: PWD where that is the same directory would be allowed too; the canonical name always is.
TERN_EXPORT char *get_current_dir_name(void) { return getcwd(nullptr, 0); }
