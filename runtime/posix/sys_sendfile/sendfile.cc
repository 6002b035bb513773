// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include <stdlib.h>
#include <sys/sendfile.h>
#include <unistd.h>

using namespace tern;

namespace {

constexpr size_t kPiece = 128 * 1024;

// Moves up to `count` bytes. Null offsets: the descriptions' own.
Result<ssize_t> move(fd::Description &in, off_t *in_at, fd::Description &out, off_t *out_at, size_t count) {
  auto *buffer = static_cast<char *>(malloc(kPiece));
  if (!buffer) return Errno(ENOMEM);
  struct Free {
    char *p;
    ~Free() { free(p); }
  } guard{buffer};
  size_t total = 0;
  while (total < count) {
    size_t want = count - total < kPiece ? count - total : kPiece;
    auto got = in_at ? in.pread(buffer, want, *in_at) : in.read(buffer, want);
    if (!got.ok()) {
      if (total) break;
      return got.error();
    }
    size_t n = static_cast<size_t>(got.value()), done = 0;
    if (!n) break;
    while (done < n) {
      auto put = out_at ? out.pwrite(buffer + done, n - done, *out_at) : out.write(buffer + done, n - done);
      if (!put.ok()) {
        // What was read and not written goes back where that can be done.
        if (!in_at) (void)in.seek(-static_cast<off_t>(n - done), SEEK_CUR);
        if (total + done) break;
        return put.error();
      }
      done += static_cast<size_t>(put.value());
      if (out_at) *out_at += put.value();
    }
    if (in_at) *in_at += static_cast<off_t>(done);
    total += done;
    if (done < n) break;
  }
  return static_cast<ssize_t>(total);
}

} // namespace

// Linux sendfile(): bytes moved. EBADF, EINVAL, EIO, ENOMEM.
TERN_EXPORT ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
  return to_errno(blocking_call([&]() -> Result<ssize_t> {
    auto source = TRY(fd::get(in)), target = TRY(fd::get(out));
    if (!source->readable() || !target->writable()) return Errno(EBADF);
    return move(*source, offset, *target, nullptr, count);
  }));
}

// Linux, FreeBSD copy_file_range(): between two regular files. EBADF, EINVAL, EISDIR.
TERN_EXPORT ssize_t copy_file_range(int in, off_t *in_at, int out, off_t *out_at, size_t count, unsigned flags) {
  return to_errno(blocking_call([&]() -> Result<ssize_t> {
    auto source = TRY(fd::get(in)), target = TRY(fd::get(out));
    if (source->kind == fd::Kind::Directory || target->kind == fd::Kind::Directory) return Errno(EISDIR);
    if (flags || source->kind != fd::Kind::File || target->kind != fd::Kind::File) return Errno(EINVAL);
    if (!source->readable() || !target->writable() || (target->status_flags() & 8 /* O_APPEND */)) return Errno(EBADF);
    return move(*source, in_at, *target, out_at, count);
  }));
}
