// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mode bits to access lists and back (docs/how/permissions.md). Pure code, also built and fuzzed on Linux.
#include "fs/permissions.h"
#include "user/sid_map.h"

namespace tern::fs {

using nt::Ace;
using nt::Security;

// What a class of users is granted: entries in order, the first word on a right counts.
template <class Match> static mode_t granted(const Security &s, Match match) {
  uint32_t allowed = 0, denied = 0;
  for (size_t i = 0; i < s.count; i++) {
    const Ace &a = s.aces[i];
    if ((a.flags & nt::kInheritOnly) || !match(a.sid)) continue;
    if (a.allow) allowed |= a.mask & ~denied;
    else denied |= a.mask & ~allowed;
  }
  return ((allowed & nt::kReadData) ? 4u : 0) | ((allowed & nt::kWriteData) ? 2u : 0) | ((allowed & nt::kExecute) ? 1u : 0);
}

static bool is_everybody(const nt::SecurityId &s) { return s == nt::kEveryone || s == nt::kAuthenticatedUsers; }

Permissions permissions_of(const Security &s, bool) {
  Permissions p;
  p.uid = user::id_of(s.owner);
  p.gid = user::id_of(s.group);
  if (!s.has_dacl) return p.mode = 0777, p;
  mode_t other = granted(s, is_everybody);
  mode_t owner = granted(s, [&](const nt::SecurityId &sid) { return sid == s.owner || is_everybody(sid); });
  mode_t group = s.group == s.owner ? owner : granted(s, [&](const nt::SecurityId &sid) { return sid == s.group || is_everybody(sid); });
  p.mode = owner << 6 | group << 3 | other;
  // A null entry of NULL SID (S-1-0-0) carries the bits NT has no place for, as Cygwin writes them.
  for (size_t i = 0; i < s.count; i++)
    if (s.aces[i].sid == nt::make_sid(0, 0)) {
      uint32_t m = s.aces[i].mask;
      p.mode |= (m & nt::kAppendData ? 04000u : 0) | (m & nt::kWriteData ? 02000u : 0) | (m & nt::kReadData ? 01000u : 0);
    }
  return p;
}

static uint32_t rights(mode_t bits, bool directory, bool owner) {
  uint32_t m = nt::kReadAttributes | nt::kReadControl | nt::kSynchronize;
  if (bits & 4) m |= nt::kFileRead;
  if (bits & 2) m |= nt::kFileWrite | (directory ? static_cast<uint32_t>(nt::kDeleteChild) : 0);
  if (bits & 1) m |= nt::kFileExecute;
  if (owner) m |= nt::kDelete | nt::kWriteDac | nt::kWriteOwner | nt::kWriteAttributes | nt::kWriteEa;
  return m;
}

void set_mode(Security &s, mode_t mode, bool directory) {
  nt::SecurityId null_sid = nt::make_sid(0, 0);
  Security n = s;
  n.count = 0;
  n.has_dacl = true;
  auto add = [&](bool allow, uint32_t mask, const nt::SecurityId &sid) {
    if (mask && sid && n.count < Security::kAces) n.aces[n.count++] = {allow, 0, mask, sid};
  };
  if (mode & 07000)
    add(false, (mode & 04000 ? nt::kAppendData : 0u) | (mode & 02000 ? nt::kWriteData : 0u) | (mode & 01000 ? nt::kReadData : 0u), null_sid);
  mode_t owner = mode >> 6 & 7, group = mode >> 3 & 7, other = mode & 7;
  constexpr uint32_t kBits[] = {0, nt::kExecute, nt::kWriteData | nt::kAppendData, nt::kWriteData | nt::kAppendData | nt::kExecute};
  auto refuse = [&](mode_t bits) { return kBits[bits & 3] | (bits & 4 ? nt::kReadData : 0u); };
  // Owner is denied what a wider class would give: Windows adds up, POSIX takes the first class that fits.
  add(false, refuse((group | other) & ~owner), s.owner);
  add(true, rights(owner, directory, true), s.owner);
  bool has_group = s.group && !(s.group == s.owner);
  if (has_group) {
    add(false, refuse(other & ~group), s.group);
    add(true, rights(group, directory, false), s.group);
  }
  // What others were granted by hand stays, and stands before everyone.
  for (size_t i = 0; i < s.count; i++) {
    const Ace &a = s.aces[i];
    if (a.sid == s.owner || a.sid == s.group || a.sid == nt::kEveryone || a.sid == null_sid || (a.flags & nt::kInherited)) {
      // Inherited entries come again from the parent, unless the list is protected; inherit-only ones for children stay.
      if (!(a.flags & nt::kInheritOnly) || (a.flags & nt::kInherited)) continue;
    }
    if (n.count < Security::kAces) n.aces[n.count++] = a;
  }
  add(true, rights(other, directory, false), nt::kEveryone);
  s = n;
}

} // namespace tern::fs
