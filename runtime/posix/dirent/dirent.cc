// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fs/directory_stream.h"
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

using namespace tern;

// POSIX opendir(), fdopendir(). ENOTDIR, EMFILE and the errors of a path.
TERN_EXPORT DIR *opendir(const char *path) {
  Enter enter;
  return to_errno(fs::open_stream(AT_FDCWD, path), static_cast<DIR *>(nullptr));
}
TERN_EXPORT DIR *fdopendir(int fd) {
  Enter enter;
  auto d = fs::stream_of(fd);
  if (d.ok()) fcntl(fd, F_SETFD, FD_CLOEXEC);
  return to_errno(static_cast<Result<DIR *> &&>(d), static_cast<DIR *>(nullptr));
}

// POSIX readdir(): the entry stays until the next call for this stream; null at the end, or with errno.
TERN_EXPORT dirent *readdir(DIR *d) {
  Enter enter;
  Guard guard(d->lock);
  return to_errno(fs::next_entry(d), static_cast<dirent *>(nullptr));
}

// POSIX readdir_r (obsolescent): 0 or an error number.
TERN_EXPORT int readdir_r(DIR *d, dirent *entry, dirent **result) {
  Enter enter;
  Guard guard(d->lock);
  auto r = fs::next_entry(d);
  *result = nullptr;
  if (!r.ok()) return r.error().value;
  if (r.value()) {
    memcpy(entry, r.value(), offsetof(dirent, d_name) + strlen(r.value()->d_name) + 1);
    *result = entry;
  }
  return 0;
}

TERN_EXPORT void rewinddir(DIR *d) {
  Enter enter;
  Guard guard(d->lock);
  fs::rewind_stream(d);
}
TERN_EXPORT long telldir(DIR *d) { return d->position; }
TERN_EXPORT void seekdir(DIR *d, long position) {
  Enter enter;
  Guard guard(d->lock);
  fs::seek_stream(d, position);
}
TERN_EXPORT int dirfd(DIR *d) { return d->fd; }
TERN_EXPORT int closedir(DIR *d) {
  Enter enter;
  return to_errno(fs::close_stream(d));
}
// FreeBSD: the descriptor stays open and is returned.
TERN_EXPORT int fdclosedir(DIR *d) {
  Enter enter;
  int fd = d->fd;
  (void)fs::close_stream(d, true);
  return fd;
}
