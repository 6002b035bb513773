// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/wait.h"
#include "fd/table.h"
#include "fs/create.h"
#include "fs/symlink.h"
#include <fcntl.h>
#include <unistd.h>

using namespace tern;

// POSIX link(), linkat(). EEXIST, EPERM (directory, or a volume without links), EXDEV and the errors of a path.
TERN_EXPORT int linkat(int from_directory, const char *from, int to_directory, const char *to, int flags) {
  Enter enter;
  if (flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH)) return to_errno(Result<>(Errno(EINVAL)));
  if ((flags & AT_EMPTY_PATH) && from && !*from && from_directory != AT_FDCWD) // Linux: the descriptor itself
    return to_errno([&]() -> Result<> { return fs::link_opened(*TRY(fd::get(from_directory)), to_directory, to); }());
  return to_errno(fs::link(from_directory, from, to_directory, to, flags & AT_SYMLINK_FOLLOW));
}
TERN_EXPORT int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

// POSIX symlink(), symlinkat(). EEXIST and the errors of a path.
TERN_EXPORT int symlinkat(const char *target, int directory, const char *path) {
  Enter enter;
  return to_errno(fs::make_symlink(target, directory, path));
}
TERN_EXPORT int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }

// POSIX readlink(), readlinkat(): bytes placed, no terminator. EINVAL: not a link.
TERN_EXPORT ssize_t readlinkat(int directory, const char *path, char *buffer, size_t size) {
  Enter enter;
  if (!writable(buffer, size)) return fault();
  return to_errno(fs::read_symlink(directory, path, buffer, size));
}
TERN_EXPORT ssize_t readlink(const char *path, char *buffer, size_t size) { return readlinkat(AT_FDCWD, path, buffer, size); }

// POSIX unlink(), unlinkat(), rmdir(). EISDIR as on Linux where POSIX has EPERM; EBUSY for mount points. Async-signal-safe.
TERN_EXPORT int unlinkat(int directory, const char *path, int flags) {
  Enter enter;
  if (flags & ~AT_REMOVEDIR) return to_errno(Result<>(Errno(EINVAL)));
  return to_errno(fs::remove(directory, path, flags & AT_REMOVEDIR));
}
TERN_EXPORT int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
TERN_EXPORT int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
