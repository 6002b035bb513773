// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/registry.h"
#include "nt/native.h"
#include <stdlib.h>

extern "C" {
NTSTATUS NTAPI NtOpenKey(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES);
NTSTATUS NTAPI NtEnumerateKey(HANDLE, ULONG, int, PVOID, ULONG, PULONG);
NTSTATUS NTAPI NtEnumerateValueKey(HANDLE, ULONG, int, PVOID, ULONG, PULONG);
NTSTATUS NTAPI NtQueryValueKey(HANDLE, PUNICODE_STRING, int, PVOID, ULONG, PULONG);
}

namespace tern::nt {

namespace {
// KEY_BASIC_INFORMATION, KEY_VALUE_BASIC_INFORMATION and KEY_VALUE_PARTIAL_INFORMATION of the WDK.
struct KeyBasic {
  LARGE_INTEGER written;
  ULONG title, length;
  WCHAR name[1];
};
struct ValueBasic {
  ULONG title, type, length;
  WCHAR name[1];
};
struct ValuePartial {
  ULONG title, type, length;
  UCHAR data[1];
};
constexpr ULONG kNameBytes = 2 * 16384 + 64; // the longest name of a value

UNICODE_STRING unicode(Name n) {
  UNICODE_STRING u;
  u.Buffer = const_cast<wchar_t *>(reinterpret_cast<const wchar_t *>(n.text));
  u.Length = u.MaximumLength = static_cast<USHORT>(n.length * 2);
  return u;
}

template <class Info, class Call> bool name_of(Call call, char16_t *out, size_t capacity, size_t &length) {
  auto *info = static_cast<Info *>(malloc(kNameBytes));
  ULONG size;
  bool good = info && call(info, &size) >= 0 && info->length / 2 <= capacity;
  if (good) {
    length = info->length / 2;
    __builtin_memcpy(out, info->name, length * 2);
  }
  free(info);
  return good;
}
} // namespace

Status open_key(Handle &out, Name path) {
  UNICODE_STRING name = unicode(path);
  OBJECT_ATTRIBUTES attributes;
  InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, nullptr, nullptr);
  HANDLE h = nullptr;
  Status s{NtOpenKey(&h, KEY_READ, &attributes)};
  if (s.ok()) out = Handle(h);
  return s;
}

bool subkey_at(RawHandle key, uint32_t index, char16_t *out, size_t capacity, size_t &length) {
  return name_of<KeyBasic>([&](void *info, ULONG *size) { return NtEnumerateKey(key, index, 0, info, kNameBytes, size); }, out, capacity, length);
}

bool value_at(RawHandle key, uint32_t index, char16_t *out, size_t capacity, size_t &length) {
  return name_of<ValueBasic>([&](void *info, ULONG *size) { return NtEnumerateValueKey(key, index, 0, info, kNameBytes, size); }, out, capacity, length);
}

Status query_value(RawHandle key, Name value, void *out, size_t capacity, size_t &size, uint32_t &type) {
  UNICODE_STRING name = unicode(value);
  ULONG room = static_cast<ULONG>(sizeof(ValuePartial) + capacity), needed = 0;
  auto *info = static_cast<ValuePartial *>(calloc(1, room));
  if (!info) return {static_cast<int32_t>(STATUS_NO_MEMORY)};
  Status s{NtQueryValueKey(key, &name, 2, info, room, &needed)};
  size = info->length;
  type = info->type;
  if (s.ok()) __builtin_memcpy(out, info->data, size < capacity ? size : capacity);
  free(info);
  return s;
}

} // namespace tern::nt
