// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/acl.h"
#include "fs/create.h"
#include "fs/disk_file.h"
#include "fs/permissions.h"
#include "nt/status.h"
#include <fcntl.h>
#include <string.h>

namespace tern::fs {

namespace {

Result<> read_from(nt::RawHandle h, const Path &p, bool defaults, AclList &out) {
  nt::FileFacts f;
  nt::Security s;
  nt::Status st = nt::query_facts(h, f);
  if (st.ok()) st = nt::query_security(h, s);
  if (!st.ok()) return nt::errno_of(st);
  acl_of(s, f.directory, defaults, out);
  if (!defaults && !f.directory && !lists_keep_execution() && !(query_permissions(h, f, p).mode & 0111))
    for (size_t i = 0; i < out.count; i++) out.entries[i].perm &= ~1u;
  return success();
}

Result<> write_to(nt::RawHandle h, bool defaults, const AclList &l) {
  nt::FileFacts f;
  nt::Security s;
  nt::Status st = nt::query_facts(h, f);
  if (st.ok()) st = nt::query_security(h, s);
  if (!st.ok()) return nt::errno_of(st);
  if (s.incomplete) return Errno(ENOTSUP); // writing it back would lose entries
  TRY(acl_apply(s, l, f.directory, defaults));
  alignas(8) unsigned char descriptor[8192];
  if (!nt::build_security(s, nt::kDaclPart, descriptor, sizeof descriptor)) return Errno(ENOSPC);
  st = nt::set_security(h, nt::kDaclPart, descriptor);
  if (!st.ok()) return nt::errno_of(st);
  return success();
}

Result<nt::Handle> open_for(const char *path, bool follow, uint32_t access, Path &p) {
  TRY(translate(AT_FDCWD, path, p));
  if (p.mount_flags & kMountNoAcl) return Errno(ENOTSUP);
  return open_existing(p, follow ? Final::Follow : Final::NoFollow, access);
}

Result<nt::Handle> open_for(fd::Description &d, uint32_t access) {
  if (d.kind != fd::Kind::File && d.kind != fd::Kind::Directory) return Errno(ENOTSUP);
  return static_cast<PathDescription &>(d).reopen(access);
}

} // namespace

Result<> acl_read(const char *path, bool follow, bool defaults, AclList &out) {
  Path p;
  auto h = TRY(open_for(path, follow, nt::kReadControl, p));
  return read_from(h.get(), p, defaults, out);
}
Result<> acl_read(fd::Description &d, bool defaults, AclList &out) {
  auto h = TRY(open_for(d, nt::kReadControl | nt::kReadAttributes));
  Path p;
  TRY(translate_canonical(d.path(), strlen(d.path()), p));
  return read_from(h.get(), p, defaults, out);
}
Result<> acl_write(const char *path, bool follow, bool defaults, const AclList &l) {
  Path p;
  auto h = TRY(open_for(path, follow, nt::kReadControl | nt::kWriteDac, p));
  return write_to(h.get(), defaults, l);
}
Result<> acl_write(fd::Description &d, bool defaults, const AclList &l) {
  return write_to(TRY(open_for(d, nt::kReadControl | nt::kWriteDac | nt::kReadAttributes)).get(), defaults, l);
}

} // namespace tern::fs
