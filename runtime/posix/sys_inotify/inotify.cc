// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <sys/inotify.h> (Linux). What Windows does not tell (opens, closes, reads) is never told; docs/how/inotify.md.
#include "core/enter.h"
#include "core/sections.h"
#include "fd/table.h"
#include "fs/inotify.h"
#include <fcntl.h>
#include <sys/inotify.h>

using namespace tern;

// EINVAL (flags), EMFILE, ENOMEM.
TERN_EXPORT int inotify_init1(int flags) {
  Enter enter;
  return to_errno([&]() -> Result<int> {
    if (flags & ~(IN_NONBLOCK | IN_CLOEXEC)) return Errno(EINVAL);
    fd::FileRef f = TRY(fs::make_inotify(O_RDONLY | (flags & IN_NONBLOCK ? O_NONBLOCK : 0)));
    return fd::install(static_cast<fd::FileRef &&>(f), flags & IN_CLOEXEC);
  }());
}
TERN_EXPORT int inotify_init(void) { return inotify_init1(0); }

// The watch's number. EACCES, EBADF, EEXIST (IN_MASK_CREATE), EINVAL (no inotify; no event that can be told), ENOENT, ENOMEM,
// ENOSPC (8,192 watches), ENOTDIR (IN_ONLYDIR) and the errors of a path.
TERN_EXPORT int inotify_add_watch(int descriptor, const char *path, uint32_t mask) {
  Enter enter;
  return to_errno([&]() -> Result<int> { return fs::inotify_watch(*TRY(fd::get(descriptor)), path, mask); }());
}

// EBADF, EINVAL.
TERN_EXPORT int inotify_rm_watch(int descriptor, int watch) {
  Enter enter;
  return to_errno([&]() -> Result<> { return fs::inotify_unwatch(*TRY(fd::get(descriptor)), watch); }());
}
