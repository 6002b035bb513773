// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/token.h"
#include "core/sections.h"
#include "nt/loader.h"
#include "nt/native.h"
#include <string.h>

extern "C" {
NTSTATUS NTAPI NtOpenProcessToken(HANDLE, ACCESS_MASK, PHANDLE);
NTSTATUS NTAPI NtQueryInformationToken(HANDLE, TOKEN_INFORMATION_CLASS, PVOID, ULONG, PULONG);
NTSTATUS NTAPI NtQuerySecurityObject(HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, ULONG, PULONG);
NTSTATUS NTAPI NtOpenDirectoryObject(PHANDLE, ACCESS_MASK, const OBJECT_ATTRIBUTES *);
}

namespace tern::nt {

bool Sid::operator==(const Sid &other) const { return size() == other.size() && memcmp(bytes, other.bytes, size()) == 0; }

Status current_user(Sid &sid) {
  HANDLE token = nullptr;
  Status s{NtOpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)};
  if (!s.ok()) return s;
  Handle owned(token);
  struct {
    TOKEN_USER user;
    unsigned char space[SECURITY_MAX_SID_SIZE];
  } answer;
  ULONG used = 0;
  s = {NtQueryInformationToken(token, TokenUser, &answer, sizeof answer, &used)};
  if (s.ok()) {
    auto *from = static_cast<const unsigned char *>(answer.user.User.Sid);
    memcpy(sid.bytes, from, 8u + 4u * from[1]);
  }
  return s;
}

static char *decimal(char *p, uint64_t v) {
  char digits[20];
  int n = 0;
  do digits[n++] = static_cast<char>('0' + v % 10);
  while (v /= 10);
  while (n) *p++ = digits[--n];
  return p;
}

size_t sid_text(const Sid &sid, char *buffer, size_t capacity) {
  char text[200], *p = text;
  memcpy(p, "S-1-", 4);
  p += 4;
  uint64_t authority = 0;
  for (int i = 2; i < 8; ++i) authority = authority << 8 | sid.bytes[i];
  p = decimal(p, authority);
  for (unsigned i = 0; i < sid.bytes[1] && i < 15; ++i) {
    uint32_t part;
    memcpy(&part, sid.bytes + 8 + 4 * i, 4);
    *p++ = '-';
    p = decimal(p, part);
  }
  size_t n = static_cast<size_t>(p - text);
  if (n >= capacity) return 0;
  memcpy(buffer, text, n);
  buffer[n] = 0;
  return n;
}

// Self-relative: header, owner, one DACL with two entries; written out because advapi32 is not loaded.
bool make_owner_only(const Sid &user, OwnerOnly &out) {
  static const unsigned char kSystem[12] = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};
  memset(out.bytes, 0, sizeof out.bytes);
  auto *d = reinterpret_cast<SECURITY_DESCRIPTOR_RELATIVE *>(out.bytes);
  d->Revision = SECURITY_DESCRIPTOR_REVISION;
  d->Control = SE_SELF_RELATIVE | SE_DACL_PRESENT | SE_DACL_PROTECTED;
  size_t at = sizeof *d;
  d->Owner = static_cast<DWORD>(at);
  memcpy(out.bytes + at, user.bytes, user.size());
  at += user.size();
  d->Group = d->Owner;
  d->Dacl = static_cast<DWORD>(at);
  auto *acl = reinterpret_cast<ACL *>(out.bytes + at);
  size_t start = at;
  at += sizeof *acl;
  auto allow = [&](const void *sid, size_t size) {
    auto *ace = reinterpret_cast<ACCESS_ALLOWED_ACE *>(out.bytes + at);
    ace->Header.AceType = ACCESS_ALLOWED_ACE_TYPE;
    ace->Header.AceSize = static_cast<WORD>(8 + size);
    ace->Mask = GENERIC_ALL;
    memcpy(&ace->SidStart, sid, size);
    at += 8 + size;
  };
  allow(user.bytes, user.size());
  allow(kSystem, sizeof kSystem);
  acl->AclRevision = ACL_REVISION;
  acl->AceCount = 2;
  acl->AclSize = static_cast<WORD>(at - start);
  return at <= sizeof out.bytes;
}

bool object_owner(RawHandle h, Sid &sid) {
  alignas(8) unsigned char buffer[256];
  ULONG used = 0;
  if (!Status{NtQuerySecurityObject(h, OWNER_SECURITY_INFORMATION, buffer, sizeof buffer, &used)}.ok()) return false;
  auto *d = reinterpret_cast<SECURITY_DESCRIPTOR_RELATIVE *>(buffer);
  if (!d->Owner || d->Owner > sizeof buffer - 8) return false;
  auto *from = buffer + d->Owner;
  size_t size = 8u + 4u * from[1];
  if (size > sizeof sid.bytes || d->Owner + size > sizeof buffer) return false;
  memcpy(sid.bytes, from, size);
  return true;
}

TERN_NOFORK static RawHandle g_named_objects = nullptr, g_global_objects = nullptr;

// Opens a directory of objects once; `known` keeps it.
static RawHandle object_directory(RawHandle &known, const char16_t *path, size_t n) {
  UNICODE_STRING name = {static_cast<USHORT>(n * 2), static_cast<USHORT>(n * 2), reinterpret_cast<PWSTR>(const_cast<char16_t *>(path))};
  OBJECT_ATTRIBUTES attributes;
  InitializeObjectAttributes(&attributes, &name, 0, nullptr, nullptr);
  HANDLE h = nullptr;
  if (!Status{NtOpenDirectoryObject(&h, 0xf, &attributes)}.ok() && // create objects and subdirectories, query, traverse
      !Status{NtOpenDirectoryObject(&h, 0x7, &attributes)}.ok())
    return nullptr;
  RawHandle expected = nullptr;
  if (!__atomic_compare_exchange_n(&known, &expected, h, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
    close_handle(h);
    return expected;
  }
  return h;
}

RawHandle named_objects() {
  if (RawHandle h = __atomic_load_n(&g_named_objects, __ATOMIC_ACQUIRE)) return h;
  if (!session_id()) return global_objects();
  char16_t path[64];
  size_t n = 0;
  for (const char16_t *p = u"\\Sessions\\"; *p; ++p) path[n++] = *p;
  char digits[20];
  char *end = decimal(digits, session_id());
  for (char *p = digits; p != end; ++p) path[n++] = static_cast<char16_t>(*p);
  for (const char16_t *p = u"\\BaseNamedObjects"; *p; ++p) path[n++] = *p;
  return object_directory(g_named_objects, path, n);
}

RawHandle global_objects() {
  if (RawHandle h = __atomic_load_n(&g_global_objects, __ATOMIC_ACQUIRE)) return h;
  return object_directory(g_global_objects, u"\\BaseNamedObjects", 17);
}

} // namespace tern::nt
