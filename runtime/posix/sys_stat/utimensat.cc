// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/wait.h"
#include "fd/table.h"
#include "fs/create.h"
#include "fs/times.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <utime.h>

using namespace tern;

// POSIX utimensat(), futimens(): access and modification time, 100 ns steps; UTIME_NOW, UTIME_OMIT. EINVAL, EACCES, EPERM and
// the errors of a path. The change time is the system's.
TERN_EXPORT int utimensat(int directory, const char *path, const timespec times[2], int flags) {
  Enter enter;
  return to_errno([&]() -> Result<> {
    if (flags & ~AT_SYMLINK_NOFOLLOW) return Errno(EINVAL);
    if (times && !readable(times, 2 * sizeof *times)) return Errno(EFAULT);
    fs::Path p;
    TRY(fs::translate(directory, path, p));
    auto h = TRY(fs::open_existing(p, flags & AT_SYMLINK_NOFOLLOW ? fs::Final::NoFollow : fs::Final::Follow, nt::kWriteAttributes));
    return fs::set_file_times(h.get(), times);
  }());
}
TERN_EXPORT int futimens(int fd, const timespec times[2]) {
  Enter enter;
  return to_errno([&]() -> Result<> { return TRY(fd::get(fd))->utimens(times); }());
}

static bool convert(const timeval *from, timespec *to) {
  for (int i = 0; from && i < 2; i++) {
    if (from[i].tv_usec < 0 || from[i].tv_usec >= 1000000) return errno = EINVAL, false;
    to[i] = {from[i].tv_sec, from[i].tv_usec * 1000};
  }
  return true;
}

// POSIX utimes(), BSD lutimes() and futimes(), GNU futimesat(), old utime().
TERN_EXPORT int utimes(const char *path, const timeval times[2]) {
  timespec t[2];
  return convert(times, t) ? utimensat(AT_FDCWD, path, times ? t : nullptr, 0) : -1;
}
TERN_EXPORT int lutimes(const char *path, const timeval times[2]) {
  timespec t[2];
  return convert(times, t) ? utimensat(AT_FDCWD, path, times ? t : nullptr, AT_SYMLINK_NOFOLLOW) : -1;
}
TERN_EXPORT int futimes(int fd, const timeval times[2]) {
  timespec t[2];
  return convert(times, t) ? futimens(fd, times ? t : nullptr) : -1;
}
TERN_EXPORT int futimesat(int directory, const char *path, const timeval times[2]) {
  timespec t[2];
  if (!convert(times, t)) return -1;
  return path ? utimensat(directory, path, times ? t : nullptr, 0) : futimens(directory, times ? t : nullptr);
}
TERN_EXPORT int utime(const char *path, const utimbuf *times) {
  timespec t[2];
  if (times) t[0] = {times->actime, 0}, t[1] = {times->modtime, 0};
  return utimensat(AT_FDCWD, path, times ? t : nullptr, 0);
}
