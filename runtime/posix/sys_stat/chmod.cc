// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include "fs/create.h"
#include "fs/permissions.h"
#include "nt/status.h"
#include <fcntl.h>
#include <sys/stat.h>

using namespace tern;

static Result<> change(int directory, const char *path, mode_t mode, bool follow) {
  fs::Path p;
  TRY(fs::translate(directory, path, p));
  auto final = follow ? fs::Final::Follow : fs::Final::NoFollow;
  uint32_t access = nt::kWriteAttributes | nt::kReadControl;
  if (!(p.mount_flags & fs::kMountNoAcl)) access |= nt::kWriteDac;
  // The content tells a script; without the right to read it the file counts as data.
  auto h = fs::open_existing(p, final, access | nt::kReadData);
  if (!h.ok() && h.error() == Errno(EACCES)) {
    auto without = fs::open_existing(p, final, access);
    if (!without.ok()) return without.error() == Errno(EACCES) ? Errno(EPERM) : without.error();
    nt::FileFacts f;
    nt::Status s = nt::query_facts(without.value().get(), f);
    if (!s.ok()) return nt::errno_of(s);
    return fs::change_mode(without.value().get(), f, p.mount_flags, mode & 07777);
  }
  if (!h.ok()) return h.error();
  nt::FileFacts f;
  nt::Status s = nt::query_facts(h.value().get(), f);
  if (!s.ok()) return nt::errno_of(s);
  return fs::change_mode(h.value().get(), f, p.mount_flags, mode & 07777);
}

// POSIX chmod(), fchmod(), fchmodat(). EPERM and the errors of a path. EOPNOTSUPP: the mode of a link cannot be changed.
TERN_EXPORT int fchmodat(int directory, const char *path, mode_t mode, int flags) {
  Enter enter;
  return to_errno([&]() -> Result<> {
    if (flags & ~AT_SYMLINK_NOFOLLOW) return Errno(EINVAL);
    if (flags & AT_SYMLINK_NOFOLLOW) {
      struct stat st;
      if (fstatat(directory, path, &st, AT_SYMLINK_NOFOLLOW)) return Errno(errno);
      if (S_ISLNK(st.st_mode)) return Errno(EOPNOTSUPP);
    }
    return change(directory, path, mode, true);
  }());
}
TERN_EXPORT int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }
TERN_EXPORT int lchmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, AT_SYMLINK_NOFOLLOW); }
TERN_EXPORT int fchmod(int fd, mode_t mode) {
  Enter enter;
  return to_errno([&]() -> Result<> { return TRY(fd::get(fd))->chmod(mode); }());
}
