// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/wait.h"
#include "fd/table.h"
#include <limits.h>
#include <unistd.h>

using namespace tern;

// POSIX read(): bytes moved, 0 at the end. EBADF, EAGAIN, EINTR, EIO, EISDIR. Cancellation point; async-signal-safe.
TERN_EXPORT ssize_t read(int fd, void *buffer, size_t size) {
  return to_errno(cancellation_point([&]() -> Result<ssize_t> {
    auto file = TRY(fd::get(fd));
    if (!file->readable()) return Errno(EBADF);
    if (!writable(buffer, size)) return Errno(EFAULT);
    return file->read(buffer, size > SSIZE_MAX ? SSIZE_MAX : size);
  }));
}

// POSIX write(). EBADF, EAGAIN, EFBIG, EINTR, EIO, ENOSPC, EPIPE. Cancellation point; async-signal-safe.
TERN_EXPORT ssize_t write(int fd, const void *buffer, size_t size) {
  return to_errno(cancellation_point([&]() -> Result<ssize_t> {
    auto file = TRY(fd::get(fd));
    if (!file->writable()) return Errno(EBADF);
    if (!readable(buffer, size)) return Errno(EFAULT);
    return file->write(buffer, size > SSIZE_MAX ? SSIZE_MAX : size);
  }));
}

// POSIX pread(), pwrite(): at an offset; the file's own offset stays. EINVAL for a negative offset, ESPIPE.
TERN_EXPORT ssize_t pread(int fd, void *buffer, size_t size, off_t offset) {
  return to_errno(cancellation_point([&]() -> Result<ssize_t> {
    auto file = TRY(fd::get(fd));
    if (!file->readable()) return Errno(EBADF);
    if (!writable(buffer, size)) return Errno(EFAULT);
    return file->pread(buffer, size > SSIZE_MAX ? SSIZE_MAX : size, offset);
  }));
}

TERN_EXPORT ssize_t pwrite(int fd, const void *buffer, size_t size, off_t offset) {
  return to_errno(cancellation_point([&]() -> Result<ssize_t> {
    auto file = TRY(fd::get(fd));
    if (!file->writable()) return Errno(EBADF);
    if (!readable(buffer, size)) return Errno(EFAULT);
    return file->pwrite(buffer, size > SSIZE_MAX ? SSIZE_MAX : size, offset);
  }));
}
