// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Access lists to POSIX.1e entries and back. Pure code, also built and fuzzed on Linux.
#include "fs/acl.h"
#include "fs/permissions.h"
#include "nt/accounts.h"
#include "user/sid_map.h"

namespace tern::fs {

namespace {

constexpr nt::SecurityId kCreatorOwner = nt::make_sid(3, 0), kCreatorGroup = nt::make_sid(3, 1), kNull = nt::make_sid(0, 0);

mode_t perm_of(uint32_t mask) {
  return ((mask & nt::kReadData) ? 4u : 0) | ((mask & nt::kWriteData) ? 2u : 0) | ((mask & nt::kExecute) ? 1u : 0);
}
uint32_t mask_of(mode_t perm, bool directory) {
  uint32_t m = nt::kReadAttributes | nt::kReadControl | nt::kSynchronize;
  if (perm & 4) m |= nt::kFileRead;
  if (perm & 2) m |= nt::kFileWrite | (directory ? static_cast<uint32_t>(nt::kDeleteChild) : 0);
  if (perm & 1) m |= nt::kFileExecute;
  return m;
}

// Accounts of a machine or domain may be users or groups; well-known SIDs are groups.
bool is_user(const nt::SecurityId &sid) {
  if (sid.count != 5 || sid.authority[5] != 5 || sid.sub[0] != 21) return false;
  if (sid == nt::own_user()) return true;
  nt::AccountName a;
  return nt::account_name(sid, a) && a.use == nt::AccountUse::User;
}

} // namespace

// Somebody may stand in a list twice: by hand and inherited. What both give is granted.
static void grant(AclList &l, int tag, id_t id, mode_t perm) {
  for (size_t i = 0; i < l.count; i++)
    if (l.entries[i].tag == tag && l.entries[i].id == id) {
      l.entries[i].perm |= perm;
      return;
    }
  l.add(tag, id, perm);
}

void acl_of(const nt::Security &s, bool directory, bool defaults, AclList &out) {
  out.count = 0;
  nt::Security base = s;
  if (defaults) { // what children get, as if it were the list of a file of the creator
    base.count = 0;
    for (size_t i = 0; i < s.count; i++) {
      nt::Ace a = s.aces[i];
      if (!(a.flags & (nt::kObjectInherit | nt::kContainerInherit))) continue;
      if (a.sid == kCreatorOwner) a.sid = s.owner;
      else if (a.sid == kCreatorGroup) a.sid = s.group;
      a.flags = 0;
      base.aces[base.count++] = a;
    }
    if (!base.count) return;
  }
  Permissions p = permissions_of(base, directory);
  out.add(kAclUserObj, 0, p.mode >> 6 & 7);
  mode_t group_class = p.mode >> 3 & 7;
  bool named = false;
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < base.count; i++) {
      const nt::Ace &a = base.aces[i];
      if (!a.allow || (a.flags & nt::kInheritOnly) || a.sid == s.owner || a.sid == s.group || a.sid == nt::kEveryone || a.sid == nt::kAuthenticatedUsers ||
          a.sid == kNull || a.sid == nt::kSystemSid || a.sid == kCreatorOwner || a.sid == kCreatorGroup)
        continue;
      bool user = is_user(a.sid);
      if (user != (pass == 0)) continue;
      grant(out, user ? kAclUser : kAclGroup, user::id_of(a.sid), perm_of(a.mask));
      group_class |= perm_of(a.mask);
      named = true;
    }
    if (!pass) out.add(kAclGroupObj, 0, p.mode >> 3 & 7);
  }
  if (named) out.add(kAclMask, 0, group_class);
  out.add(kAclOther, 0, p.mode & 7);
}

Result<> acl_check(const AclList &l) {
  int user = 0, group = 0, other = 0, mask = 0, named = 0;
  for (size_t i = 0; i < l.count; i++) {
    const AclEntry &e = l.entries[i];
    if (e.perm & ~7u) return Errno(EINVAL);
    switch (e.tag) {
    case kAclUserObj: user++; break;
    case kAclGroupObj: group++; break;
    case kAclOther: other++; break;
    case kAclMask: mask++; break;
    case kAclUser: case kAclGroup:
      named++;
      for (size_t j = 0; j < i; j++)
        if (l.entries[j].tag == e.tag && l.entries[j].id == e.id) return Errno(EINVAL);
      break;
    default: return Errno(EINVAL);
    }
  }
  if (user != 1 || group != 1 || other != 1 || mask > 1 || (named && !mask)) return Errno(EINVAL);
  return success();
}

Result<> acl_apply(nt::Security &s, const AclList &l, bool directory, bool defaults) {
  if (!(defaults && l.count == 0)) TRY(acl_check(l));
  mode_t mask = 7, mode = 0;
  for (size_t i = 0; i < l.count; i++)
    if (l.entries[i].tag == kAclMask) mask = l.entries[i].perm;
  nt::Security named = s;
  named.count = 0;
  named.has_dacl = true;
  uint8_t flags = defaults ? nt::kObjectInherit | nt::kContainerInherit | nt::kInheritOnly : 0;
  auto add = [&](const nt::SecurityId &sid, mode_t perm) {
    if (named.count < nt::Security::kAces) named.aces[named.count++] = {true, flags, mask_of(perm, directory), sid};
  };
  for (size_t i = 0; i < l.count; i++) {
    const AclEntry &e = l.entries[i];
    nt::SecurityId sid;
    switch (e.tag) {
    case kAclUserObj: mode |= e.perm << 6; break;
    case kAclGroupObj: mode |= (e.perm & mask) << 3; break;
    case kAclOther: mode |= e.perm; break;
    case kAclUser: case kAclGroup:
      if (!user::sid_of(e.id, nt::own_user(), sid)) return Errno(ENOENT);
      add(sid, e.perm & mask);
      break;
    default: break;
    }
  }
  if (!defaults) {
    // Defaults of the directory stay; set_mode() puts the classes around the named entries.
    for (size_t i = 0; i < s.count; i++)
      if ((s.aces[i].flags & nt::kInheritOnly) && !(s.aces[i].flags & nt::kInherited) && named.count < nt::Security::kAces) named.aces[named.count++] = s.aces[i];
    set_mode(named, mode | (permissions_of(s, directory).mode & 07000), directory);
    s = named;
    return success();
  }
  if (!directory) return Errno(EACCES);
  if (l.count) {
    add(kCreatorOwner, mode >> 6 & 7);
    add(kCreatorGroup, mode >> 3 & 7);
    add(nt::kEveryone, mode & 7);
  }
  // The directory's own entries stay as they are.
  nt::Security result = s;
  result.count = 0;
  for (size_t i = 0; i < s.count; i++) {
    nt::Ace a = s.aces[i];
    if (a.flags & (nt::kInheritOnly | nt::kInherited)) continue;
    a.flags &= static_cast<uint8_t>(~(nt::kObjectInherit | nt::kContainerInherit));
    result.aces[result.count++] = a;
  }
  for (size_t i = 0; i < named.count && result.count < nt::Security::kAces; i++) result.aces[result.count++] = named.aces[i];
  s = result;
  return success();
}

} // namespace tern::fs
