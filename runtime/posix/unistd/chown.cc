// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include "fs/create.h"
#include "fs/permissions.h"
#include <fcntl.h>
#include <unistd.h>

using namespace tern;

static Result<> change(int directory, const char *path, uid_t uid, gid_t gid, bool follow) {
  fs::Path p;
  TRY(fs::translate(directory, path, p));
  auto final = follow ? fs::Final::Follow : fs::Final::NoFollow;
  auto h = fs::open_existing(p, final, nt::kReadControl | nt::kWriteOwner);
  if (!h.ok() && h.error() == Errno(EACCES)) {
    // Without the right to change anything: a change to what is already so is allowed.
    auto weak = TRY(fs::open_existing(p, final, nt::kReadControl));
    return fs::change_owner(weak.get(), uid, gid);
  }
  if (!h.ok()) return h.error();
  return fs::change_owner(h.value().get(), uid, gid);
}

// POSIX chown(), fchown(), lchown(), fchownat(). EPERM: Windows lets only privileged users give files away.
TERN_EXPORT int fchownat(int directory, const char *path, uid_t uid, gid_t gid, int flags) {
  Enter enter;
  if (flags & ~AT_SYMLINK_NOFOLLOW) return to_errno(Result<>(Errno(EINVAL)));
  return to_errno(change(directory, path, uid, gid, !(flags & AT_SYMLINK_NOFOLLOW)));
}
TERN_EXPORT int chown(const char *path, uid_t uid, gid_t gid) { return fchownat(AT_FDCWD, path, uid, gid, 0); }
TERN_EXPORT int lchown(const char *path, uid_t uid, gid_t gid) { return fchownat(AT_FDCWD, path, uid, gid, AT_SYMLINK_NOFOLLOW); }
TERN_EXPORT int fchown(int fd, uid_t uid, gid_t gid) {
  Enter enter;
  return to_errno([&]() -> Result<> { return TRY(fd::get(fd))->chown(uid, gid); }());
}
