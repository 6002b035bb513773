// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/raw_output.h"
#include "nt/native.h"
#include <string.h>

extern "C" NTSTATUS NTAPI NtWriteFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, const void *, ULONG, LARGE_INTEGER *, ULONG *);

namespace tern::nt {

void write_raw(RawHandle h, const char *text, size_t length) {
  if (!h) return;
  IO_STATUS_BLOCK io;
  NTSTATUS s = NtWriteFile(h, nullptr, nullptr, nullptr, &io, text, static_cast<ULONG>(length), nullptr, nullptr);
  if (s == STATUS_PENDING) NtWaitForSingleObject(h, FALSE, nullptr);
}

Handle open_append(const char16_t *path, size_t length) {
  UNICODE_STRING name{static_cast<USHORT>(length * 2), static_cast<USHORT>(length * 2),
                      reinterpret_cast<PWSTR>(const_cast<char16_t *>(path))};
  OBJECT_ATTRIBUTES attributes;
  InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, nullptr, nullptr);
  IO_STATUS_BLOCK io;
  HANDLE h = nullptr;
  NTSTATUS s = NtCreateFile(&h, FILE_APPEND_DATA | SYNCHRONIZE, &attributes, &io, nullptr, FILE_ATTRIBUTE_NORMAL,
                            FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, FILE_OPEN_IF,
                            FILE_SYNCHRONOUS_IO_NONALERT | FILE_NON_DIRECTORY_FILE, nullptr, 0);
  return s >= 0 ? Handle(h) : Handle();
}

size_t native_environment(const char16_t *name, char16_t *to, size_t capacity) {
  DWORD n = GetEnvironmentVariableW(reinterpret_cast<LPCWSTR>(name), reinterpret_cast<LPWSTR>(to), static_cast<DWORD>(capacity));
  return n < capacity ? n : 0;
}

size_t nt_path_of(const char16_t *win32, char16_t *to, size_t capacity) {
  UNICODE_STRING out{};
  if (!RtlDosPathNameToNtPathName_U(reinterpret_cast<PCWSTR>(win32), &out, nullptr, nullptr)) return 0;
  size_t n = out.Length / 2;
  if (n < capacity) memcpy(to, out.Buffer, n * 2);
  RtlFreeUnicodeString(&out);
  return n < capacity ? n : 0;
}

} // namespace tern::nt
