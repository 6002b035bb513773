// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/wait.h"
#include "fd/pieces.h"
#include "fd/table.h"
#include <limits.h>
#include <sys/uio.h>

using namespace tern;

static Result<> check(const iovec *v, int count, bool write) {
  if (count <= 0 || count > 1024 /* IOV_MAX */) return Errno(EINVAL);
  if (!readable(v, static_cast<size_t>(count) * sizeof *v)) return Errno(EFAULT);
  size_t total = 0;
  for (int i = 0; i < count; i++)
    if (__builtin_add_overflow(total, v[i].iov_len, &total) || total > SSIZE_MAX) return Errno(EINVAL);
  for (int i = 0; i < count; i++)
    if (write ? !readable(v[i].iov_base, v[i].iov_len) : !writable(v[i].iov_base, v[i].iov_len)) return Errno(EFAULT);
  return success();
}

// POSIX readv(), writev(): as one read or write over the pieces. EINVAL: more than IOV_MAX pieces, or sum over SSIZE_MAX.
TERN_EXPORT ssize_t readv(int fd, const iovec *v, int count) {
  return to_errno(cancellation_point([&]() -> Result<ssize_t> {
    auto file = TRY(fd::get(fd));
    if (!file->readable()) return Errno(EBADF);
    TRY(check(v, count, false));
    return file->readv(v, count);
  }));
}

TERN_EXPORT ssize_t writev(int fd, const iovec *v, int count) {
  return to_errno(cancellation_point([&]() -> Result<ssize_t> {
    auto file = TRY(fd::get(fd));
    if (!file->writable()) return Errno(EBADF);
    TRY(check(v, count, true));
    return file->writev(v, count);
  }));
}

// BSD, Linux preadv(), pwritev(): at an offset; the file's own stays.
TERN_EXPORT ssize_t preadv(int fd, const iovec *v, int count, off_t offset) {
  return to_errno(cancellation_point([&]() -> Result<ssize_t> {
    auto file = TRY(fd::get(fd));
    if (!file->readable()) return Errno(EBADF);
    TRY(check(v, count, false));
    return fd::piece_by_piece(v, count, [&](const iovec &piece, ssize_t done) {
      return file->pread(piece.iov_base, piece.iov_len, offset + done);
    });
  }));
}

TERN_EXPORT ssize_t pwritev(int fd, const iovec *v, int count, off_t offset) {
  return to_errno(cancellation_point([&]() -> Result<ssize_t> {
    auto file = TRY(fd::get(fd));
    if (!file->writable()) return Errno(EBADF);
    TRY(check(v, count, true));
    return fd::piece_by_piece(v, count, [&](const iovec &piece, ssize_t done) {
      return file->pwrite(piece.iov_base, piece.iov_len, offset + done);
    });
  }));
}
