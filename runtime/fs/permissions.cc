// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/permissions.h"
#include "core/view.h"
#include "fs/symlink.h"
#include "nt/loader.h"
#include "nt/status.h"
#include "user/sid_map.h"
#include <string.h>
#include <strings.h>

namespace tern::fs {

using nt::Security;

bool lists_keep_execution() {
  static int known; // 0 not yet, 1 yes, 2 no
  int k = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (!k) __atomic_store_n(&known, k = nt::under_wine() ? 2 : 1, __ATOMIC_RELAXED);
  return k == 1;
}

size_t descriptor_for_mode(mode_t mode, bool directory, uint32_t mount_flags, void *out, size_t capacity) {
  if (mount_flags & kMountNoAcl) return 0;
  Security s{};
  s.owner = nt::own_user();
  s.group = nt::own_group();
  if (!s.owner) return 0;
  set_mode(s, mode, directory);
  return nt::build_security(s, nt::kDaclPart, out, capacity);
}

bool looks_executable(nt::RawHandle h, const Path *p) {
  if (p) {
    const char *base = p->base();
    size_t n = strlen(base);
    if (n > 4)
      for (const char *suffix = ".exe\0.com\0.bat\0.cmd\0"; *suffix; suffix += 5)
        if (strcasecmp(base + n - 4, suffix) == 0) return true;
  }
  unsigned char head[4] = {};
  size_t n;
  int64_t start = 0;
  if (!h || !nt::read_file(h, head, 4, &start, n).ok() || n < 2) return false;
  return (head[0] == '#' && head[1] == '!') || (head[0] == 'M' && head[1] == 'Z') || (n == 4 && memcmp(head, "\177ELF", 4) == 0);
}

bool content_is_program(nt::RawHandle h, const nt::FileFacts &f, const Path &path, nt::RawHandle content) {
  if (f.size < 2) return looks_executable(nullptr, &path);
  nt::Handle own;
  if (!content && nt::open_file_once(own, {.name = {u"", 0}, .access = nt::kReadData, .root = h}).ok()) content = own.get();
  return looks_executable(content, &path);
}

Permissions query_permissions(nt::RawHandle h, const nt::FileFacts &f, const Path &path, nt::RawHandle content, const bool *program) {
  Permissions p{view().ids.euid, view().ids.egid, 0};
  Security s;
  bool listed = !(path.mount_flags & kMountNoAcl) && nt::query_security(h, s).ok();
  if (listed) p = permissions_of(s, f.directory);
  else p.mode = f.directory ? 0755 : 0644;
  if (f.directory) return p;
  if (!listed || !lists_keep_execution()) {
    bool run = (f.attributes & kExecutableMark) == kExecutableMark || (path.mount_flags & kMountExec) ||
               (!(path.mount_flags & kMountNotExec) && (program ? *program : content_is_program(h, f, path, content)));
    p.mode &= ~0111u;
    if (run) p.mode |= p.mode & 0444 ? (p.mode & 0444) >> 2 : 0111;
  }
  if (f.attributes & nt::kReadOnly) p.mode &= ~0222u;
  return p;
}

Result<> change_mode(nt::RawHandle h, const nt::FileFacts &f, uint32_t mount_flags, mode_t mode) {
  bool listed = !(mount_flags & kMountNoAcl);
  // Attributes first: taking READONLY away makes Wine add rights. It would go on refusing what the mode now allows.
  uint32_t attributes = f.attributes;
  if (mode & 0222) attributes &= ~nt::kReadOnly;
  else if (!f.directory && !listed) attributes |= nt::kReadOnly;
  if (!f.directory && !lists_keep_execution() && !is_fifo(h, f)) { // a FIFO's mark must stay
    bool plain = !looks_executable(h, nullptr);
    if ((mode & 0111) && plain) attributes |= kExecutableMark;
    else if ((attributes & kExecutableMark) == kExecutableMark) attributes &= ~kExecutableMark;
  }
  if (attributes != f.attributes) {
    nt::Status st = nt::set_attributes(h, attributes);
    if (!st.ok()) return nt::errno_of(st);
  }
  if (!listed) return success();
  Security s;
  nt::Status st = nt::query_security(h, s);
  if (st.ok() && s.incomplete) return Errno(ENOTSUP);
  if (st.ok()) {
    set_mode(s, mode, f.directory);
    alignas(8) unsigned char descriptor[4096];
    size_t size = nt::build_security(s, nt::kDaclPart, descriptor, sizeof descriptor);
    if (!size) return Errno(ENOSPC);
    st = nt::set_security(h, nt::kDaclPart, descriptor);
  }
  if (!st.ok()) return nt::errno_of(st);
  return success();
}

Result<> change_owner(nt::RawHandle h, uid_t uid, gid_t gid) {
  Security s;
  nt::Status st = nt::query_security(h, s);
  if (!st.ok()) return nt::errno_of(st);
  if (s.incomplete) return Errno(ENOTSUP);
  uint32_t parts = 0;
  Permissions now = permissions_of(s, false);
  if (uid != static_cast<uid_t>(-1) && uid != now.uid) {
    if (!user::sid_of(uid, nt::own_user(), s.owner)) return Errno(EPERM);
    parts |= nt::kOwnerPart;
  }
  if (gid != static_cast<gid_t>(-1) && gid != now.gid) {
    if (!user::sid_of(gid, nt::own_user(), s.group)) return Errno(EPERM);
    parts |= nt::kGroupPart;
  }
  if (!parts) return success();
  set_mode(s, now.mode, false);
  alignas(8) unsigned char descriptor[4096];
  if (!nt::build_security(s, parts | nt::kDaclPart, descriptor, sizeof descriptor)) return Errno(ENOSPC);
  st = nt::set_security(h, parts, descriptor);
  if (!st.ok()) return Errno(EPERM);
  // Wine says yes and does nothing: then the change was not made, and POSIX's word for that is EPERM.
  Security after;
  if (nt::query_security(h, after).ok()) {
    Permissions p = permissions_of(after, false);
    if ((uid != static_cast<uid_t>(-1) && p.uid != uid) || (gid != static_cast<gid_t>(-1) && p.gid != gid)) return Errno(EPERM);
  }
  return success();
}

Result<> check_mode(const Permissions &p, int mask, bool real_ids) {
  Ids &ids = view().ids;
  uid_t uid = real_ids ? ids.ruid : ids.euid;
  gid_t gid = real_ids ? ids.rgid : ids.egid;
  mode_t bits;
  nt::SecurityId sid;
  if (p.uid == uid) bits = p.mode >> 6;
  else if (p.gid == gid || (user::sid_of(p.gid, nt::own_user(), sid) && nt::own_groups_contain(sid))) bits = p.mode >> 3;
  else bits = p.mode;
  if (static_cast<mode_t>(mask) & ~bits & 7) return Errno(EACCES);
  return success();
}

} // namespace tern::fs
