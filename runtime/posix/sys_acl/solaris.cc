// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Solaris' calls, which Cygwin has had from the start: arrays of aclent_t, defaults of a directory in the same array.
#include "posix/sys_acl/acl_text.h"
#include "core/wait.h"
#include "fd/table.h"
#include <stdlib.h>
#include <string.h>
#include <sys/acl.h>

using namespace tern;
using fs::AclList;

namespace {

void append(const AclList &l, int flag, aclent_t *out, int capacity, int &n) {
  for (size_t i = 0; i < l.count; i++, n++)
    if (n < capacity) out[n] = {l.entries[i].tag | flag, l.entries[i].id, l.entries[i].perm};
}

Result<> take(const aclent_t *entries, int count, AclList &access, AclList &defaults) {
  for (int i = 0; i < count; i++) {
    AclList &l = entries[i].a_type & ACL_DEFAULT ? defaults : access;
    if (!l.add(entries[i].a_type & ~ACL_DEFAULT, entries[i].a_id, entries[i].a_perm)) return Errno(EINVAL);
  }
  return success();
}

template <class Read, class Write> Result<int> control(int command, int count, aclent_t *entries, Read read, Write write) {
  AclList access, defaults;
  if (command == SETACL) {
    TRY(take(entries, count, access, defaults));
    TRY(fs::acl_check(access));
    TRY(write(false, access));
    if (defaults.count) TRY(write(true, defaults));
    return 0;
  }
  if (command != GETACL && command != GETACLCNT) return Errno(EINVAL);
  TRY(read(false, access));
  TRY(read(true, defaults));
  int n = 0;
  append(access, 0, entries, command == GETACL ? count : 0, n);
  append(defaults, ACL_DEFAULT, entries, command == GETACL ? count : 0, n);
  if (command == GETACL && n > count) return Errno(ENOSPC);
  return n;
}

} // namespace

// GETACL, GETACLCNT: how many entries; SETACL: 0. The errors of a path; EINVAL, ENOSPC.
TERN_EXPORT int acl(const char *path, int command, int count, aclent_t *entries) {
  Enter enter;
  return to_errno(control(
      command, count, entries, [&](bool d, AclList &l) { return fs::acl_read(path, true, d, l); },
      [&](bool d, const AclList &l) { return fs::acl_write(path, true, d, l); }));
}
TERN_EXPORT int facl(int fd, int command, int count, aclent_t *entries) {
  Enter enter;
  return to_errno([&]() -> Result<int> {
    auto file = TRY(fd::get(fd));
    return control(
        command, count, entries, [&](bool d, AclList &l) { return fs::acl_read(*file, d, l); },
        [&](bool d, const AclList &l) { return fs::acl_write(*file, d, l); });
  }());
}

// 0, or what is wrong: GRP_ERROR, USER_ERROR, OTHER_ERROR, CLASS_ERROR, DUPLICATE_ERROR, ENTRY_ERROR, MISS_ERROR.
TERN_EXPORT int aclcheck(aclent_t *a, int count, int *which) {
  int seen[2][6] = {}, named[2] = {};
  auto bad = [&](int i, int code) { return which ? (*which = i, code) : code; };
  for (int i = 0; i < count; i++) {
    bool d = a[i].a_type & ACL_DEFAULT;
    int type = a[i].a_type & ~ACL_DEFAULT, slot = type == USER_OBJ ? 0 : type == GROUP_OBJ ? 1 : type == OTHER_OBJ ? 2 : type == CLASS_OBJ ? 3 : type == USER || type == GROUP ? 4 : -1;
    if (slot < 0) return bad(i, ENTRY_ERROR);
    if (slot == 4) {
      named[d]++;
      for (int k = 0; k < i; k++)
        if (a[k].a_type == a[i].a_type && a[k].a_id == a[i].a_id) return bad(i, DUPLICATE_ERROR);
    } else if (seen[d][slot]++) {
      return bad(i, slot == 0 ? USER_ERROR : slot == 1 ? GRP_ERROR : slot == 2 ? OTHER_ERROR : CLASS_ERROR);
    }
  }
  if (!seen[0][0] || !seen[0][1] || !seen[0][2] || (named[0] && !seen[0][3])) return bad(-1, MISS_ERROR);
  bool any = seen[1][0] || seen[1][1] || seen[1][2] || named[1];
  if (any && (!seen[1][0] || !seen[1][1] || !seen[1][2] || (named[1] && !seen[1][3]))) return bad(-1, MISS_ERROR);
  return 0;
}

TERN_EXPORT int aclsort(int count, int, aclent_t *a) {
  if (aclcheck(a, count, nullptr)) return errno = EINVAL, -1;
  qsort(a, static_cast<size_t>(count), sizeof *a, [](const void *x, const void *y) {
    auto *p = static_cast<const aclent_t *>(x), *q = static_cast<const aclent_t *>(y);
    return p->a_type != q->a_type ? (p->a_type < q->a_type ? -1 : 1) : p->a_id < q->a_id ? -1 : p->a_id > q->a_id;
  });
  return 0;
}

TERN_EXPORT int acltomode(aclent_t *a, int count, mode_t *mode) {
  mode_t m = 0, mask = 7, group = 0;
  for (int i = 0; i < count; i++) {
    if (a[i].a_type == USER_OBJ) m |= (a[i].a_perm & 7) << 6;
    else if (a[i].a_type == GROUP_OBJ) group = a[i].a_perm & 7;
    else if (a[i].a_type == OTHER_OBJ) m |= a[i].a_perm & 7;
    else if (a[i].a_type == CLASS_OBJ) mask = a[i].a_perm & 7;
  }
  *mode = m | (group & mask) << 3;
  return 0;
}
TERN_EXPORT int aclfrommode(aclent_t *a, int count, mode_t *mode) {
  for (int i = 0; i < count; i++) {
    if (a[i].a_type == USER_OBJ) a[i].a_perm = *mode >> 6 & 7;
    else if (a[i].a_type == GROUP_OBJ || a[i].a_type == CLASS_OBJ) a[i].a_perm = *mode >> 3 & 7;
    else if (a[i].a_type == OTHER_OBJ) a[i].a_perm = *mode & 7;
  }
  return 0;
}
TERN_EXPORT int acltopbits(aclent_t *a, int count, mode_t *mode) { return acltomode(a, count, mode); }
TERN_EXPORT int aclfrompbits(aclent_t *a, int count, mode_t *mode) { return aclfrommode(a, count, mode); }

TERN_EXPORT char *acltotext(aclent_t *a, int count) {
  Enter enter;
  AclList access, defaults;
  if (!take(a, count, access, defaults).ok()) return errno = EINVAL, nullptr;
  char *x = fs::acl_print(access, nullptr, ',', false, false), *y = fs::acl_print(defaults, nullptr, ',', false, false, true);
  char *text = x && y ? static_cast<char *>(malloc(strlen(x) + strlen(y) + 2)) : nullptr;
  if (text) strcpy(text, x), strcat(text, *y ? "," : ""), strcat(text, y);
  free(x), free(y);
  return text;
}
TERN_EXPORT aclent_t *aclfromtext(char *text, int *count) {
  Enter enter;
  AclList access, defaults;
  auto r = fs::acl_parse(text, access, &defaults);
  if (!r.ok()) return errno = r.error().value, nullptr;
  int n = static_cast<int>(access.count + defaults.count);
  auto *a = static_cast<aclent_t *>(malloc((static_cast<size_t>(n) + 1) * sizeof(aclent_t)));
  if (!a) return nullptr;
  int k = 0;
  append(access, 0, a, n, k);
  append(defaults, ACL_DEFAULT, a, n, k);
  if (count) *count = n;
  return a;
}
