// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/ea.h"
#include "nt/native.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

extern "C" {
NTSTATUS NTAPI NtQueryEaFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, BOOLEAN, PVOID, ULONG, PULONG, BOOLEAN);
NTSTATUS NTAPI NtSetEaFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG);
}

namespace tern::nt {

namespace {
struct FullEa { // FILE_FULL_EA_INFORMATION
  ULONG next;
  UCHAR flags, name_length;
  USHORT value_length;
  char name[1];
};
constexpr size_t kHead = 8;
constexpr int32_t kNonexistent = static_cast<int32_t>(0xc0000051), kNoMemory = static_cast<int32_t>(0xc0000017);
constexpr ULONG kBuffer = 70000;
} // namespace

Status set_ea(RawHandle h, const char *name, size_t n, const void *value, size_t size) {
  if (n > 254 || size > 65535) return {static_cast<int32_t>(0xc0000050)}; // EA_TOO_LARGE
  auto *ea = static_cast<FullEa *>(calloc(1, kHead + n + 1 + size + 4));
  if (!ea) return {kNoMemory};
  ea->name_length = static_cast<UCHAR>(n);
  ea->value_length = static_cast<USHORT>(size);
  memcpy(ea->name, name, n);
  if (size) memcpy(ea->name + n + 1, value, size);
  IO_STATUS_BLOCK io;
  Status s{NtSetEaFile(h, &io, ea, static_cast<ULONG>(kHead + n + 1 + size))};
  free(ea);
  return s;
}

// Every attribute, one after the other, from the start.
static Status each(RawHandle h, bool (*visit)(void *, const FullEa &), void *context) {
  auto *buffer = static_cast<char *>(malloc(kBuffer));
  if (!buffer) return {kNoMemory};
  IO_STATUS_BLOCK io;
  Status s{NtQueryEaFile(h, &io, buffer, kBuffer, TRUE, nullptr, 0, nullptr, TRUE)};
  while (s.ok()) {
    auto *ea = reinterpret_cast<FullEa *>(buffer);
    if (!visit(context, *ea)) break;
    s = {NtQueryEaFile(h, &io, buffer, kBuffer, TRUE, nullptr, 0, nullptr, FALSE)};
  }
  free(buffer);
  if (s == 0xc0000052u || s == 0x80000012u || s == 0x8000001au) return {0}; // NO_EAS_ON_FILE, NO_MORE_EAS, NO_MORE_ENTRIES
  return s;
}

Status get_ea(RawHandle h, const char *name, size_t n, void *value, size_t capacity, size_t &size) {
  struct Search {
    const char *name;
    size_t n;
    void *value;
    size_t capacity, size;
    bool found;
  } search{name, n, value, capacity, 0, false};
  Status s = each(
      h,
      [](void *c, const FullEa &ea) {
        auto &x = *static_cast<Search *>(c);
        if (ea.name_length != x.n || strncasecmp(ea.name, x.name, x.n)) return true;
        x.found = true;
        x.size = ea.value_length;
        memcpy(x.value, ea.name + ea.name_length + 1, x.size < x.capacity ? x.size : x.capacity);
        return false;
      },
      &search);
  size = search.size;
  if (s.ok() && !search.found) return {kNonexistent};
  return s;
}

Status list_ea(RawHandle h, bool (*visit)(void *, const char *, size_t), void *context) {
  struct Call {
    bool (*visit)(void *, const char *, size_t);
    void *context;
  } call{visit, context};
  return each(
      h, [](void *c, const FullEa &ea) { return static_cast<Call *>(c)->visit(static_cast<Call *>(c)->context, ea.name, ea.name_length); }, &call);
}

} // namespace tern::nt
