// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include "fs/stat.h"
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

using namespace tern;

static Result<long> value(int name) {
  switch (name) {
  case _PC_LINK_MAX: return 1024L; // NTFS
  case _PC_MAX_CANON: return 255L;
  case _PC_MAX_INPUT: return 255L;
  case _PC_NAME_MAX: return 255L;
  case _PC_PATH_MAX: return 4096L;
  case _PC_PIPE_BUF: return 4096L;
  case _PC_CHOWN_RESTRICTED: return 1L;
  case _PC_NO_TRUNC: return 1L;
  case _PC_VDISABLE: return 0L;
  case _PC_ASYNC_IO: return 1L;
  case _PC_PRIO_IO: return -1L;
  case _PC_SYNC_IO: return 1L;
  case _PC_FILESIZEBITS: return 64L;
  case _PC_2_SYMLINKS: return 1L;
  case _PC_SYMLINK_MAX: return 4095L;
  case _PC_ALLOC_SIZE_MIN: return 4096L;
  case _PC_REC_INCR_XFER_SIZE: return 4096L;
  case _PC_REC_MAX_XFER_SIZE: return 1048576L;
  case _PC_REC_MIN_XFER_SIZE: return 4096L;
  case _PC_REC_XFER_ALIGN: return 4096L;
  case _PC_TIMESTAMP_RESOLUTION: return 100L;
  case _PC_POSIX_PERMISSIONS: return 1L;
  case _PC_POSIX_SECURITY: return 1L;
  case _PC_CASE_INSENSITIVE: return 1L;
  default: return Errno(EINVAL);
  }
}

// POSIX pathconf(), fpathconf(). EINVAL: unknown name. -1 without an error: no limit.
TERN_EXPORT long pathconf(const char *path, int name) {
  Enter enter;
  return to_errno([&]() -> Result<long> {
    struct stat st;
    fs::Path p;
    TRY(fs::translate(AT_FDCWD, path, p));
    TRY(fs::stat_path(p, fs::Final::Follow, st));
    return value(name);
  }());
}
TERN_EXPORT long fpathconf(int fd, int name) {
  Enter enter;
  return to_errno([&]() -> Result<long> {
    TRY(fd::get(fd));
    return value(name);
  }());
}
