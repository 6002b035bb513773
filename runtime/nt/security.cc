// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/security.h"
#include "nt/native_file.h"

extern "C" {
NTSTATUS NTAPI NtOpenProcessToken(HANDLE, ACCESS_MASK, PHANDLE);
NTSTATUS NTAPI NtQueryInformationToken(HANDLE, TOKEN_INFORMATION_CLASS, PVOID, ULONG, PULONG);
}

namespace tern::nt {

static bool copy_sid(const unsigned char *base, size_t size, size_t at, SecurityId &out) {
  if (at > size || size - at < 8) return false;
  const unsigned char *s = base + at;
  if (s[0] != 1 || s[1] > 15 || size - at < 8u + 4u * s[1]) return false;
  out = {};
  __builtin_memcpy(&out, s, 8u + 4u * s[1]);
  return true;
}

static uint32_t map_generic(uint32_t mask) {
  uint32_t m = mask & 0x0fffffff;
  if (mask & GENERIC_ALL) m |= FILE_ALL_ACCESS;
  if (mask & GENERIC_READ) m |= FILE_GENERIC_READ;
  if (mask & GENERIC_WRITE) m |= FILE_GENERIC_WRITE;
  if (mask & GENERIC_EXECUTE) m |= FILE_GENERIC_EXECUTE;
  return m;
}

bool parse_security(const void *descriptor, size_t size, Security &out) {
  auto *base = static_cast<const unsigned char *>(descriptor);
  if (size < sizeof(SECURITY_DESCRIPTOR_RELATIVE)) return false;
  SECURITY_DESCRIPTOR_RELATIVE sd;
  __builtin_memcpy(&sd, base, sizeof sd);
  out.owner = out.group = {};
  if (sd.Owner && !copy_sid(base, size, sd.Owner, out.owner)) return false;
  if (sd.Group && !copy_sid(base, size, sd.Group, out.group)) return false;
  out.has_dacl = (sd.Control & SE_DACL_PRESENT) && sd.Dacl;
  out.is_protected = sd.Control & SE_DACL_PROTECTED;
  out.count = 0;
  if (!out.has_dacl) return true;
  size_t at = sd.Dacl;
  if (at > size || size - at < sizeof(ACL)) return false;
  ACL acl;
  __builtin_memcpy(&acl, base + at, sizeof acl);
  size_t end = at + acl.AclSize;
  if (end > size) return false;
  at += sizeof acl;
  for (unsigned i = 0; i < acl.AceCount && out.count < Security::kAces; i++) {
    if (end - at < 8) return false;
    uint16_t ace_size = static_cast<uint16_t>(base[at + 2] | base[at + 3] << 8);
    if (ace_size < 8 || ace_size > end - at) return false;
    if (base[at] <= 1) { // plain allow and deny; object and audit entries do not concern files
      Ace &a = out.aces[out.count];
      a.allow = base[at] == 0;
      a.flags = base[at + 1];
      uint32_t mask;
      __builtin_memcpy(&mask, base + at + 4, 4);
      a.mask = map_generic(mask);
      if (!copy_sid(base, at + ace_size, at + 8, a.sid)) return false;
      out.count++;
    }
    at += ace_size;
  }
  return true;
}

Status query_security(RawHandle h, Security &out) {
  alignas(8) unsigned char buffer[4096];
  ULONG size = 0;
  Status s{NtQuerySecurityObject(h, OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, buffer,
                                 sizeof buffer, &size)};
  if (!s.ok()) return s;
  if (!parse_security(buffer, sizeof buffer, out)) return {static_cast<int32_t>(STATUS_INVALID_SECURITY_DESCR)};
  return s;
}

size_t build_security(const Security &in, uint32_t parts, void *out, size_t capacity) {
  auto *base = static_cast<unsigned char *>(out);
  SECURITY_DESCRIPTOR_RELATIVE sd{};
  sd.Revision = 1;
  sd.Control = SE_SELF_RELATIVE;
  size_t at = sizeof sd;
  auto put = [&](const void *data, size_t n) {
    if (capacity < n || at > capacity - n) return false;
    __builtin_memcpy(base + at, data, n);
    at += n;
    return true;
  };
  if (capacity < sizeof sd) return 0;
  if ((parts & kOwnerPart) && in.owner) {
    sd.Owner = static_cast<DWORD>(at);
    if (!put(&in.owner, in.owner.size())) return 0;
  }
  if ((parts & kGroupPart) && in.group) {
    sd.Group = static_cast<DWORD>(at);
    if (!put(&in.group, in.group.size())) return 0;
  }
  if (parts & kDaclPart) {
    sd.Control |= SE_DACL_PRESENT | (in.is_protected ? SE_DACL_PROTECTED : 0);
    sd.Dacl = static_cast<DWORD>(at);
    ACL acl{};
    acl.AclRevision = ACL_REVISION;
    acl.AceCount = static_cast<WORD>(in.count);
    size_t acl_size = sizeof acl;
    for (size_t i = 0; i < in.count; i++) acl_size += 8 + in.aces[i].sid.size();
    acl.AclSize = static_cast<WORD>(acl_size);
    if (!put(&acl, sizeof acl)) return 0;
    for (size_t i = 0; i < in.count; i++) {
      auto &a = in.aces[i];
      uint16_t ace_size = static_cast<uint16_t>(8 + a.sid.size());
      unsigned char header[8] = {static_cast<unsigned char>(!a.allow), a.flags, static_cast<unsigned char>(ace_size), static_cast<unsigned char>(ace_size >> 8)};
      __builtin_memcpy(header + 4, &a.mask, 4);
      if (!put(header, 8) || !put(&a.sid, a.sid.size())) return 0;
    }
  }
  __builtin_memcpy(base, &sd, sizeof sd);
  return at;
}

Status set_security(RawHandle h, uint32_t parts, const void *descriptor) {
  return {NtSetSecurityObject(h, parts, const_cast<void *>(descriptor))};
}

namespace {
struct Token {
  uint32_t ready; // 0 no, 1 yes
  SecurityId user, group;
  size_t groups;
  SecurityId group_list[128];
};
constinit Token g_token{};

const Token &token() {
  if (__atomic_load_n(&g_token.ready, __ATOMIC_ACQUIRE)) return g_token;
  HANDLE h = nullptr;
  static Token found; // two threads that race write the same
  if (NtOpenProcessToken(NtCurrentProcess(), TOKEN_QUERY, &h) >= 0) {
    alignas(8) unsigned char buffer[8192];
    ULONG size;
    auto take = [](void *sid, SecurityId &out) { copy_sid(static_cast<unsigned char *>(sid), 68, 0, out); };
    if (NtQueryInformationToken(h, TokenUser, buffer, sizeof buffer, &size) >= 0) take(reinterpret_cast<TOKEN_USER *>(buffer)->User.Sid, found.user);
    if (NtQueryInformationToken(h, TokenPrimaryGroup, buffer, sizeof buffer, &size) >= 0)
      take(reinterpret_cast<TOKEN_PRIMARY_GROUP *>(buffer)->PrimaryGroup, found.group);
    if (NtQueryInformationToken(h, TokenGroups, buffer, sizeof buffer, &size) >= 0) {
      auto *g = reinterpret_cast<TOKEN_GROUPS *>(buffer);
      size_t n = 0;
      for (DWORD i = 0; i < g->GroupCount && n < 128; i++)
        if (g->Groups[i].Attributes & SE_GROUP_ENABLED) take(g->Groups[i].Sid, found.group_list[n++]);
      found.groups = n;
    }
    NtClose(h);
  }
  g_token.user = found.user, g_token.group = found.group, g_token.groups = found.groups;
  __builtin_memcpy(g_token.group_list, found.group_list, sizeof found.group_list);
  __atomic_store_n(&g_token.ready, 1, __ATOMIC_RELEASE);
  return g_token;
}
} // namespace

const SecurityId &own_user() { return token().user; }
const SecurityId &own_group() { return token().group; }
bool own_groups_contain(const SecurityId &s) {
  auto &t = token();
  for (size_t i = 0; i < t.groups; i++)
    if (t.group_list[i] == s) return true;
  return false;
}

bool own_group_at(size_t index, SecurityId &out) {
  auto &t = token();
  if (index >= t.groups) return false;
  out = t.group_list[index];
  return true;
}

} // namespace tern::nt
