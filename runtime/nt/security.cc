// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/security.h"
#include "nt/native_file.h"

extern "C" {
NTSTATUS NTAPI NtOpenProcessToken(HANDLE, ACCESS_MASK, PHANDLE);
NTSTATUS NTAPI NtQueryInformationToken(HANDLE, TOKEN_INFORMATION_CLASS, PVOID, ULONG, PULONG);
}

namespace tern::nt {

Status query_security(RawHandle h, Security &out) {
  alignas(8) unsigned char buffer[4096];
  ULONG size = 0;
  Status s{NtQuerySecurityObject(h, OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, buffer,
                                 sizeof buffer, &size)};
  if (!s.ok()) return s;
  if (!parse_security(buffer, sizeof buffer, out)) return {static_cast<int32_t>(STATUS_INVALID_SECURITY_DESCR)};
  return s;
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
    auto take = [](void *sid, SecurityId &out) { parse_sid(static_cast<unsigned char *>(sid), 68, 0, out); };
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
