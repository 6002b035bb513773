// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include <fcntl.h>
#include "fs/create.h"
#include <unistd.h>

using namespace tern;

// POSIX lseek(): the new offset. EBADF, EINVAL, EOVERFLOW, ESPIPE, ENXIO (SEEK_DATA, SEEK_HOLE). Async-signal-safe.
TERN_EXPORT off_t lseek(int fd, off_t offset, int whence) {
  Enter enter;
  return to_errno([&]() -> Result<off_t> { return TRY(fd::get(fd))->seek(offset, whence); }());
}

// POSIX ftruncate(), truncate(). EBADF, EINVAL, EISDIR, EFBIG, ETXTBSY (a mapped file).
TERN_EXPORT int ftruncate(int fd, off_t length) {
  Enter enter;
  return to_errno([&]() -> Result<> { return TRY(fd::get(fd))->truncate(length); }());
}

TERN_EXPORT int truncate(const char *path, off_t length) {
  Enter enter;
  return to_errno([&]() -> Result<> {
    if (length < 0) return Errno(EINVAL);
    return TRY(fs::open(AT_FDCWD, path, O_WRONLY, 0, fs::Fifos::Refuse))->truncate(length);
  }());
}

// POSIX fsync(), fdatasync(). EBADF, EINVAL (no such operation for this kind), EIO.
TERN_EXPORT int fsync(int fd) {
  return to_errno(cancellation_point([&]() -> Result<> { return TRY(fd::get(fd))->sync(false); }));
}

TERN_EXPORT int fdatasync(int fd) {
  return to_errno(cancellation_point([&]() -> Result<> { return TRY(fd::get(fd))->sync(true); }));
}
