// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Access lists as POSIX.1e entries, to and from NT's (docs/how/permissions.md).
#pragma once
#include "core/result.h"
#include "fd/description.h"
#include "nt/security.h"
#include <stddef.h>
#include <sys/types.h>

namespace tern::fs {

struct AclEntry { // values of <sys/acl.h>
  int tag;
  id_t id; // of ACL_USER and ACL_GROUP
  mode_t perm;
};
constexpr int kAclUserObj = 1, kAclUser = 2, kAclGroupObj = 4, kAclGroup = 8, kAclMask = 16, kAclOther = 32;
constexpr size_t kAclMax = nt::Security::kAces + 4; // each of NT's, the three classes, a mask

struct AclList {
  size_t count = 0;
  AclEntry entries[kAclMax];
  bool add(int tag, id_t id, mode_t perm) {
    if (count == kAclMax) return false;
    entries[count++] = {tag, id, perm};
    return true;
  }
};

// `defaults`: what is inherited by new files of a directory.
void acl_of(const nt::Security &, bool directory, bool defaults, AclList &);
// Replaces the entries in `s`. EINVAL: not a complete list; ENOENT: an id that no SID stands for.
Result<> acl_apply(nt::Security &s, const AclList &, bool directory, bool defaults);
Result<> acl_check(const AclList &); // one each of user, group, other; a mask when somebody is named; nobody twice

Result<> acl_read(const char *path, bool follow, bool defaults, AclList &);
Result<> acl_read(fd::Description &, bool defaults, AclList &);
Result<> acl_write(const char *path, bool follow, bool defaults, const AclList &);
Result<> acl_write(fd::Description &, bool defaults, const AclList &);

} // namespace tern::fs
