// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/memory.h"
#include "nt/native.h"
#include "nt/ntapi.h"
#include "nt/object_name.h"

namespace tern::nt {

static HANDLE process_or_self(RawHandle p) { return p ? p : NtCurrentProcess(); }

static Status allocate(uintptr_t &at, size_t size, ULONG type, Protect protect, RawHandle process) {
  PVOID base = reinterpret_cast<PVOID>(at);
  SIZE_T bytes = size;
  Status s{NtAllocateVirtualMemory(process_or_self(process), &base, 0, &bytes, type, static_cast<ULONG>(protect))};
  if (s.ok()) at = reinterpret_cast<uintptr_t>(base);
  return s;
}

Status reserve(uintptr_t &at, size_t size, RawHandle process) {
  return allocate(at, size, MEM_RESERVE, Protect::ReadWrite, process);
}

Status reserve_commit(uintptr_t &at, size_t size, Protect p, RawHandle process) {
  return allocate(at, size, MEM_RESERVE | MEM_COMMIT, p, process);
}

Status commit(uintptr_t at, size_t size, Protect p, RawHandle process) { return allocate(at, size, MEM_COMMIT, p, process); }

static Status free_memory(uintptr_t at, size_t size, ULONG type, RawHandle process) {
  PVOID base = reinterpret_cast<PVOID>(at);
  SIZE_T bytes = size;
  return {NtFreeVirtualMemory(process_or_self(process), &base, &bytes, type)};
}

Status decommit(uintptr_t at, size_t size, RawHandle process) { return free_memory(at, size, MEM_DECOMMIT, process); }
Status release(uintptr_t at, RawHandle process) { return free_memory(at, 0, MEM_RELEASE, process); }

Status protect(uintptr_t at, size_t size, Protect p, Protect *old, RawHandle process) {
  PVOID base = reinterpret_cast<PVOID>(at);
  SIZE_T bytes = size;
  ULONG before = 0;
  Status s{NtProtectVirtualMemory(process_or_self(process), &base, &bytes, static_cast<ULONG>(p), &before)};
  if (old) *old = static_cast<Protect>(before);
  return s;
}

Status query(uintptr_t at, Region &r, RawHandle process) {
  MEMORY_BASIC_INFORMATION info;
  Status s{NtQueryVirtualMemory(process_or_self(process), reinterpret_cast<PVOID>(at), MemoryBasicInformation, &info, sizeof info, nullptr)};
  if (!s.ok()) return s;
  r = {reinterpret_cast<uintptr_t>(info.BaseAddress), reinterpret_cast<uintptr_t>(info.AllocationBase), info.RegionSize,
       info.State, info.Protect, info.AllocationProtect, info.Type};
  return s;
}

Status read_process(RawHandle process, uintptr_t from, void *to, size_t size, size_t *done) {
  SIZE_T n = 0;
  Status s{NtReadVirtualMemory(process, reinterpret_cast<PVOID>(from), to, size, &n)};
  if (done) *done = n;
  return s;
}

Status write_process(RawHandle process, uintptr_t to, const void *from, size_t size, size_t *done) {
  SIZE_T n = 0;
  Status s{NtWriteVirtualMemory(process, reinterpret_cast<PVOID>(to), from, size, &n)};
  if (done) *done = n;
  return s;
}

Status create_section(Handle &out, uint64_t size, Protect p, SectionName name, RawHandle file, uint32_t attributes, bool *existed,
                      bool inheritable) {
  ObjectName object(name.name, name.directory, name.security, inheritable);
  LARGE_INTEGER bytes;
  bytes.QuadPart = static_cast<LONGLONG>(size);
  HANDLE h = nullptr;
  Status s{NtCreateSection(&h, SECTION_ALL_ACCESS, object.get(), size ? &bytes : nullptr, static_cast<ULONG>(p), attributes, file)};
  if (existed) *existed = s == 0x40000000u; // STATUS_OBJECT_NAME_EXISTS
  if (s.ok()) out = Handle(h);
  return s;
}

Status open_section(Handle &out, SectionName name, bool writable) {
  ObjectName object(name.name, name.directory, nullptr, false);
  HANDLE h = nullptr;
  Status s{NtOpenSection(&h, writable ? SECTION_MAP_READ | SECTION_MAP_WRITE | SECTION_QUERY : SECTION_MAP_READ | SECTION_QUERY, object.get())};
  if (s.ok()) out = Handle(h);
  return s;
}

Status map_section(RawHandle section, uintptr_t &at, size_t &size, uint64_t offset, Protect p, RawHandle process) {
  PVOID base = reinterpret_cast<PVOID>(at);
  SIZE_T bytes = size;
  LARGE_INTEGER start;
  start.QuadPart = static_cast<LONGLONG>(offset);
  Status s{NtMapViewOfSection(section, process_or_self(process), &base, 0, 0, &start, &bytes, ViewUnmap, 0, static_cast<ULONG>(p))};
  if (s.ok()) at = reinterpret_cast<uintptr_t>(base), size = bytes;
  return s;
}

Status unmap_section(uintptr_t at, RawHandle process) {
  return {NtUnmapViewOfSection(process_or_self(process), reinterpret_cast<PVOID>(at))};
}

uint64_t section_size(RawHandle section) {
  struct {
    PVOID base;
    ULONG attributes;
    LARGE_INTEGER size;
  } info{};
  return NtQuerySection(section, 0, &info, sizeof info, nullptr) >= 0 ? static_cast<uint64_t>(info.size.QuadPart) : 0;
}

Status flush_view(uintptr_t at, size_t size) {
  const void *base = reinterpret_cast<const void *>(at);
  SIZE_T bytes = size;
  IO_STATUS_BLOCK io;
  return {NtFlushVirtualMemory(NtCurrentProcess(), &base, &bytes, &io)};
}

Status lock_pages(uintptr_t at, size_t size) {
  PVOID base = reinterpret_cast<PVOID>(at);
  SIZE_T bytes = size;
  return {NtLockVirtualMemory(NtCurrentProcess(), &base, &bytes, 1)};
}

Status unlock_pages(uintptr_t at, size_t size) {
  PVOID base = reinterpret_cast<PVOID>(at);
  SIZE_T bytes = size;
  return {NtUnlockVirtualMemory(NtCurrentProcess(), &base, &bytes, 1)};
}

Status duplicate_local(RawHandle from, Handle &to) {
  HANDLE h = nullptr;
  if (!DuplicateHandle(GetCurrentProcess(), from, GetCurrentProcess(), &h, 0, FALSE, DUPLICATE_SAME_ACCESS)) return {static_cast<int32_t>(0xc0000008)};
  to = Handle(h);
  return {0};
}

} // namespace tern::nt
