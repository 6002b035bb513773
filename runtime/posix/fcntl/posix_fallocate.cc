// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include "nt/file.h"
#include "nt/status.h"
#include <fcntl.h>

using namespace tern;

// POSIX posix_fallocate(): 0 or an error number, errno stays. The file grows; NT gives the space with its length.
TERN_EXPORT int posix_fallocate(int fd, off_t offset, off_t length) {
  Enter enter;
  auto r = [&]() -> Result<> {
    if (offset < 0 || length <= 0) return Errno(EINVAL);
    auto file = TRY(fd::get(fd));
    if (file->kind == fd::Kind::Pipe || file->kind == fd::Kind::Fifo) return Errno(ESPIPE);
    if (file->kind != fd::Kind::File) return Errno(ENODEV);
    if (!file->writable()) return Errno(EBADF);
    off_t end;
    if (__builtin_add_overflow(offset, length, &end)) return Errno(EFBIG);
    int64_t size;
    nt::Status s = nt::query_size(file->native_handle(), size);
    if (!s.ok()) return nt::errno_of(s);
    if (size >= end) return success();
    return file->truncate(end);
  }();
  return r.ok() ? 0 : r.error().value;
}

// POSIX posix_fadvise(): advice that NT takes at open only; valid calls succeed without effect, as the standard allows.
TERN_EXPORT int posix_fadvise(int fd, off_t, off_t length, int advice) {
  Enter enter;
  auto r = [&]() -> Result<> {
    auto file = TRY(fd::get(fd));
    if (file->kind == fd::Kind::Pipe || file->kind == fd::Kind::Fifo) return Errno(ESPIPE);
    if (length < 0 || advice < POSIX_FADV_NORMAL || advice > POSIX_FADV_NOREUSE) return Errno(EINVAL);
    return success();
  }();
  return r.ok() ? 0 : r.error().value;
}
