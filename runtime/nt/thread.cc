// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/thread.h"
#include "nt/loader.h"
#include "nt/native.h"
#include "nt/ntapi.h"
#include "nt/object_name.h"

extern "C" {
NTSTATUS NTAPI NtCreateSemaphore(HANDLE *, ACCESS_MASK, const OBJECT_ATTRIBUTES *, LONG, LONG);
NTSTATUS NTAPI NtReleaseSemaphore(HANDLE, ULONG, ULONG *);
NTSTATUS NTAPI NtTerminateThread(HANDLE, NTSTATUS);
}

namespace tern::nt {

namespace {
constexpr uintptr_t kStackBase = 0x08, kStackLimit = 0x10, kDeallocationStack = 0x1478;
constexpr ULONG kStackGuarantee = 64 << 10;

uintptr_t teb_field(uintptr_t offset) {
  uintptr_t v;
  asm volatile("movq %%gs:(%1), %0" : "=r"(v) : "r"(offset));
  return v;
}
void set_teb_field(uintptr_t offset, uintptr_t v) { asm volatile("movq %0, %%gs:(%1)" ::"r"(v), "r"(offset) : "memory"); }
} // namespace

Status create_thread(uint32_t (*entry)(void *), void *argument, RawHandle &out) {
  HANDLE h = CreateThread(nullptr, 64 << 10, reinterpret_cast<LPTHREAD_START_ROUTINE>(reinterpret_cast<void *>(entry)), argument,
                          STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr);
  if (!h) return {static_cast<int32_t>(0xc0000017)};
  out = h;
  return {0};
}

RawHandle open_thread_to_end(uint32_t tid) { return tid ? OpenThread(THREAD_TERMINATE | SYNCHRONIZE, FALSE, tid) : nullptr; }
void terminate_thread(RawHandle h) { NtTerminateThread(h, 0); }

void name_thread(const char *utf8) {
  static constinit LazyFunction<HRESULT(HANDLE, PCWSTR)> set{u"kernel32.dll", "SetThreadDescription"};
  auto *f = set.get();
  if (!f) return;
  WCHAR wide[64];
  int n = MultiByteToWideChar(CP_UTF8, 0, utf8, -1, wide, 64);
  if (n > 0) f(GetCurrentThread(), wide);
}

RawHandle own_thread_handle() {
  HANDLE h = nullptr;
  DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &h, 0, FALSE, DUPLICATE_SAME_ACCESS);
  return h;
}

StackBounds stack_bounds() { return {teb_field(kStackBase), teb_field(kStackLimit), teb_field(kDeallocationStack)}; }

void set_stack_bounds(const StackBounds &b) {
  set_teb_field(kStackBase, b.base);
  set_teb_field(kStackLimit, b.limit);
  set_teb_field(kDeallocationStack, b.deallocation);
}

void set_stack_guarantee() {
  ULONG size = kStackGuarantee;
  SetThreadStackGuarantee(&size);
}

RawHandle open_thread_for_times(uint32_t tid) { return OpenThread(THREAD_QUERY_LIMITED_INFORMATION, FALSE, tid); }
uint32_t processor_number() { return GetCurrentProcessorNumber(); }

Status set_thread_priority(RawHandle h, int priority) {
  return {SetThreadPriority(h ? h : GetCurrentThread(), priority) ? 0 : static_cast<int32_t>(0xc0000022)};
}
uint64_t process_affinity(uint64_t *system) {
  DWORD_PTR mine = 0, all = 0;
  GetProcessAffinityMask(GetCurrentProcess(), &mine, &all);
  if (system) *system = all;
  return mine;
}
Status set_process_affinity(uint64_t mask) {
  return {SetProcessAffinityMask(GetCurrentProcess(), mask) ? 0 : static_cast<int32_t>(0xc000000d)};
}
Status set_thread_affinity(RawHandle h, uint64_t mask) {
  return {SetThreadAffinityMask(h ? h : GetCurrentThread(), mask) ? 0 : static_cast<int32_t>(0xc000000d)};
}

Status create_semaphore(Handle &out, int32_t initial, int32_t maximum, const char16_t *name, RawHandle directory, void *security) {
  ObjectName object(name, name ? directory : nullptr, security, false);
  HANDLE h = nullptr;
  Status s{NtCreateSemaphore(&h, SEMAPHORE_ALL_ACCESS, object.get(), initial, maximum)};
  if (s.ok()) out = Handle(h);
  return s;
}
void release_semaphore(RawHandle h, int32_t count) { NtReleaseSemaphore(h, static_cast<ULONG>(count), nullptr); }

RawHandle open_process_for_wait(uint32_t nt_pid) { return OpenProcess(SYNCHRONIZE, FALSE, nt_pid); }

bool process_alive(uint32_t nt_pid) {
  if (nt_pid == GetCurrentProcessId()) return true;
  HANDLE h = OpenProcess(SYNCHRONIZE, FALSE, nt_pid);
  if (!h) return GetLastError() == ERROR_ACCESS_DENIED;
  bool alive = WaitForSingleObject(h, 0) == WAIT_TIMEOUT;
  CloseHandle(h);
  return alive;
}

} // namespace tern::nt
