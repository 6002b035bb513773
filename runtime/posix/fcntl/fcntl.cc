// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/locks.h"
#include "fd/table.h"
#include <fcntl.h>
#include <stdarg.h>

using namespace tern;

namespace {

// What F_SETFL may change.
constexpr uint32_t kSettable = O_APPEND | O_NONBLOCK | O_ASYNC | O_SYNC | O_DIRECT;

Result<int> set_flags(fd::Description &d, uint32_t values) {
  uint32_t old = d.status_flags();
  d.set_status_flags(kSettable, values);
  TRY(d.set_flags_changed(old));
  return 0;
}

Result<int> control(int fd, int command, intptr_t argument) {
  switch (command) {
  case F_DUPFD: return fd::duplicate(fd, static_cast<int>(argument), false);
  case F_DUPFD_CLOEXEC: return fd::duplicate(fd, static_cast<int>(argument), true);
  case F_DUPFD_CLOFORK: {
    int copy = TRY(fd::duplicate(fd, static_cast<int>(argument), false));
    (void)fd::set_close_on_fork(copy, true);
    return copy;
  }
  case F_DUP2FD: return fd::duplicate_to(fd, static_cast<int>(argument), false, false);
  case F_GETFD: return (TRY(fd::close_on_exec(fd)) ? FD_CLOEXEC : 0) | (TRY(fd::close_on_fork(fd)) ? FD_CLOFORK : 0);
  case F_SETFD:
    TRY(fd::set_close_on_exec(fd, argument & FD_CLOEXEC));
    TRY(fd::set_close_on_fork(fd, argument & FD_CLOFORK));
    return 0;
  }
  auto file = TRY(fd::get(fd));
  switch (command) {
  case F_GETFL: return static_cast<int>(file->status_flags() & ~static_cast<uint32_t>(O_CLOEXEC | O_CREAT | O_EXCL | O_TRUNC | O_NOCTTY));
  case F_SETFL: return set_flags(*file, static_cast<uint32_t>(argument));
  case F_GETLK: case F_SETLK: case F_SETLKW: case F_OFD_GETLK: case F_OFD_SETLK: case F_OFD_SETLKW:
    return fd::lock_control(*file, command, reinterpret_cast<struct flock *>(argument));
  default: return Errno(EINVAL);
  }
}

} // namespace

// POSIX fcntl(). EBADF, EINVAL, EMFILE; locks: EAGAIN, EDEADLK, EINTR, ENOLCK. F_SETLKW is a cancellation point.
TERN_EXPORT int fcntl(int fd, int command, ...) {
  va_list ap;
  va_start(ap, command);
  intptr_t argument = va_arg(ap, intptr_t);
  va_end(ap);
  auto engine = [&] { return control(fd, command, argument); };
  if (command == F_SETLKW || command == F_OFD_SETLKW) return to_errno(cancellation_point(engine));
  return to_errno(blocking_call(engine));
}

// BSD flock(). EBADF, EINTR, EINVAL, EWOULDBLOCK.
TERN_EXPORT int flock(int fd, int operation) {
  return to_errno(blocking_call([&]() -> Result<> { return fd::flock_file(*TRY(fd::get(fd)), operation); }));
}
