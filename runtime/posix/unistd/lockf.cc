// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "core/sections.h"

// POSIX lockf(): sections from the current offset. EACCES or EAGAIN, EBADF, EDEADLK, EINVAL, ENOLCK. Cancellation point.
TERN_EXPORT int lockf(int fd, int command, off_t length) {
  struct flock l {};
  l.l_type = F_WRLCK;
  l.l_whence = SEEK_CUR;
  l.l_len = length;
  switch (command) {
  case F_ULOCK: l.l_type = F_UNLCK; return fcntl(fd, F_SETLK, &l);
  case F_LOCK: return fcntl(fd, F_SETLKW, &l);
  case F_TLOCK: return fcntl(fd, F_SETLK, &l);
  case F_TEST:
    if (fcntl(fd, F_GETLK, &l)) return -1;
    if (l.l_type == F_UNLCK) return 0;
    errno = EACCES;
    return -1;
  default: errno = EINVAL; return -1;
  }
}
