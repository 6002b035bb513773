// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Extended attributes, as on Linux, over NT's. Only the user namespace; names do not tell upper from lower case, and NT gives
// them back in upper case, so they are listed in lower case. ENOTSUP where the volume has none (Wine, FAT).
#include "core/wait.h"
#include "fd/table.h"
#include "fs/create.h"
#include "fs/disk_file.h"
#include "nt/ea.h"
#include "nt/status.h"
#include <fcntl.h>
#include <string.h>
#include <sys/xattr.h>

using namespace tern;

namespace {

constexpr uint32_t kNonexistent = 0xc0000051;

// A file by path or descriptor.
struct Target {
  const char *path;
  int fd;
  bool follow;

  Result<nt::Handle> open(uint32_t access) const {
    if (path) {
      fs::Path p;
      TRY(fs::translate(AT_FDCWD, path, p));
      return fs::open_existing(p, follow ? fs::Final::Follow : fs::Final::NoFollow, access);
    }
    auto file = TRY(fd::get(fd));
    if (file->kind != fd::Kind::File && file->kind != fd::Kind::Directory) return Errno(ENOTSUP);
    return static_cast<fs::PathDescription &>(*file).reopen(access);
  }
};

Result<const char *> bare(const char *name) {
  if (strncmp(name, XATTR_USER_PREFIX, XATTR_USER_PREFIX_LEN)) return Errno(ENOTSUP);
  name += XATTR_USER_PREFIX_LEN;
  size_t n = strlen(name);
  if (!n) return Errno(EINVAL);
  if (n > 254) return Errno(ERANGE);
  return name;
}

Errno error_of(nt::Status s) {
  if (s == kNonexistent) return Errno(ENODATA);
  if (s.absent() || s == 0xc000004fu /* EAS_NOT_SUPPORTED */ || s == 0xc0000010u) return Errno(ENOTSUP);
  if (s == 0xc0000050u) return Errno(ENOSPC);
  return nt::errno_of(s);
}

Result<ssize_t> get(Target t, const char *name, void *value, size_t size) {
  name = TRY(bare(name));
  nt::Handle h = TRY(t.open(nt::kReadEa));
  size_t have = 0;
  nt::Status s = nt::get_ea(h.get(), name, strlen(name), value, size, have);
  if (!s.ok()) return error_of(s);
  if (size && have > size) return Errno(ERANGE);
  return static_cast<ssize_t>(have);
}

Result<> set(Target t, const char *name, const void *value, size_t size, int flags) {
  if (flags & ~(XATTR_CREATE | XATTR_REPLACE)) return Errno(EINVAL);
  if (size > 65535) return Errno(E2BIG);
  name = TRY(bare(name));
  // NT takes an empty value for a removal.
  if (!size) return Errno(EINVAL);
  nt::Handle h = TRY(t.open(nt::kReadEa | nt::kWriteEa));
  if (flags) {
    size_t have;
    nt::Status s = nt::get_ea(h.get(), name, strlen(name), nullptr, 0, have);
    if (!s.ok() && !(s == kNonexistent)) return error_of(s);
    if (s.ok() && (flags & XATTR_CREATE)) return Errno(EEXIST);
    if (!s.ok() && (flags & XATTR_REPLACE)) return Errno(ENODATA);
  }
  nt::Status s = nt::set_ea(h.get(), name, strlen(name), value, size);
  if (!s.ok()) return error_of(s);
  return success();
}

Result<ssize_t> list(Target t, char *names, size_t size) {
  nt::Handle h = TRY(t.open(nt::kReadEa));
  struct Out {
    char *names;
    size_t size, used;
  } out{names, size, 0};
  nt::Status s = nt::list_ea(
      h.get(),
      [](void *c, const char *name, size_t n) {
        auto &o = *static_cast<Out *>(c);
        size_t need = XATTR_USER_PREFIX_LEN + n + 1;
        if (o.used + need <= o.size) {
          char *at = o.names + o.used;
          memcpy(at, XATTR_USER_PREFIX, XATTR_USER_PREFIX_LEN);
          for (size_t i = 0; i < n; i++) at[XATTR_USER_PREFIX_LEN + i] = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
          at[need - 1] = 0;
        }
        o.used += need;
        return true;
      },
      &out);
  if (!s.ok()) return error_of(s);
  if (size && out.used > size) return Errno(ERANGE);
  return static_cast<ssize_t>(out.used);
}

Result<> drop(Target t, const char *name) {
  name = TRY(bare(name));
  nt::Handle h = TRY(t.open(nt::kReadEa | nt::kWriteEa));
  size_t have;
  nt::Status s = nt::get_ea(h.get(), name, strlen(name), nullptr, 0, have);
  if (s.ok()) s = nt::set_ea(h.get(), name, strlen(name), nullptr, 0);
  if (!s.ok()) return error_of(s);
  return success();
}

} // namespace

// Size 0 asks how much there is. ENODATA, ENOTSUP, ERANGE and the errors of a path.
TERN_EXPORT ssize_t getxattr(const char *path, const char *name, void *value, size_t size) {
  Enter enter;
  return to_errno(get({path, -1, true}, name, value, size));
}
TERN_EXPORT ssize_t lgetxattr(const char *path, const char *name, void *value, size_t size) {
  Enter enter;
  return to_errno(get({path, -1, false}, name, value, size));
}
TERN_EXPORT ssize_t fgetxattr(int fd, const char *name, void *value, size_t size) {
  Enter enter;
  return to_errno(get({nullptr, fd, true}, name, value, size));
}
TERN_EXPORT int setxattr(const char *path, const char *name, const void *value, size_t size, int flags) {
  Enter enter;
  return to_errno(set({path, -1, true}, name, value, size, flags));
}
TERN_EXPORT int lsetxattr(const char *path, const char *name, const void *value, size_t size, int flags) {
  Enter enter;
  return to_errno(set({path, -1, false}, name, value, size, flags));
}
TERN_EXPORT int fsetxattr(int fd, const char *name, const void *value, size_t size, int flags) {
  Enter enter;
  return to_errno(set({nullptr, fd, true}, name, value, size, flags));
}
TERN_EXPORT ssize_t listxattr(const char *path, char *names, size_t size) {
  Enter enter;
  return to_errno(list({path, -1, true}, names, size));
}
TERN_EXPORT ssize_t llistxattr(const char *path, char *names, size_t size) {
  Enter enter;
  return to_errno(list({path, -1, false}, names, size));
}
TERN_EXPORT ssize_t flistxattr(int fd, char *names, size_t size) {
  Enter enter;
  return to_errno(list({nullptr, fd, true}, names, size));
}
TERN_EXPORT int removexattr(const char *path, const char *name) {
  Enter enter;
  return to_errno(drop({path, -1, true}, name));
}
TERN_EXPORT int lremovexattr(const char *path, const char *name) {
  Enter enter;
  return to_errno(drop({path, -1, false}, name));
}
TERN_EXPORT int fremovexattr(int fd, const char *name) {
  Enter enter;
  return to_errno(drop({nullptr, fd, true}, name));
}
