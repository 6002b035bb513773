// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/sync.h"
#include "nt/native.h"
#include "nt/ntapi.h"
#include "nt/object_name.h"

#ifndef MUTANT_ALL_ACCESS
#define MUTANT_ALL_ACCESS 0x1f0001
#endif
extern "C" {
NTSTATUS NTAPI NtCreateMutant(PHANDLE, ACCESS_MASK, const OBJECT_ATTRIBUTES *, BOOLEAN);
NTSTATUS NTAPI NtReleaseMutant(HANDLE, PLONG);
}

namespace tern::nt {

Status create_event(Handle &out, bool manual, bool signalled, const char16_t *name, RawHandle directory, void *security) {
  ObjectName object(name, directory, security, false);
  HANDLE h = nullptr;
  Status s{NtCreateEvent(&h, EVENT_ALL_ACCESS, object.get(), manual ? NotificationEvent : SynchronizationEvent, signalled)};
  if (s.ok()) out = Handle(h);
  return s;
}

Status create_mutex(Handle &out, const char16_t *name, RawHandle directory, void *security, bool &existed) {
  ObjectName object(name, directory, security, false);
  HANDLE h = nullptr;
  Status s{NtCreateMutant(&h, MUTANT_ALL_ACCESS, object.get(), FALSE)};
  existed = s == 0x40000000u; // STATUS_OBJECT_NAME_EXISTS
  if (s.ok()) out = Handle(h);
  return s;
}

void release_mutex(RawHandle h) { NtReleaseMutant(h, nullptr); }

Status open_event(Handle &out, const char16_t *name, RawHandle directory) {
  ObjectName object(name, directory, nullptr, false, 0);
  HANDLE h = nullptr;
  Status s{NtOpenEvent(&h, EVENT_MODIFY_STATE | SYNCHRONIZE, object.get())};
  if (s.ok()) out = Handle(h);
  return s;
}

void set_event(RawHandle h) { NtSetEvent(h, nullptr); }
void reset_event(RawHandle h) { NtResetEvent(h, nullptr); }

Status wait(RawHandle const *handles, unsigned count, const int64_t *timeout, bool all, bool alertable) {
  LARGE_INTEGER limit;
  if (timeout) limit.QuadPart = *timeout;
  LARGE_INTEGER *l = timeout ? &limit : nullptr;
  if (count == 0) return {NtDelayExecution(alertable, l) == 0 ? static_cast<int32_t>(STATUS_TIMEOUT) : 0};
  if (count == 1) return {NtWaitForSingleObject(handles[0], alertable, l)};
  return {NtWaitForMultipleObjects(count, const_cast<HANDLE *>(handles), all ? WaitAll : WaitAny, alertable, l)};
}

Status wait_on_address(const volatile uint32_t *address, uint32_t expected, const int64_t *timeout) {
  LARGE_INTEGER limit;
  if (timeout) limit.QuadPart = *timeout;
  return {RtlWaitOnAddress(const_cast<uint32_t *>(address), &expected, sizeof expected, timeout ? &limit : nullptr)};
}

void wake_address_single(const volatile uint32_t *a) { RtlWakeAddressSingle(const_cast<uint32_t *>(a)); }
void wake_address_all(const volatile uint32_t *a) { RtlWakeAddressAll(const_cast<uint32_t *>(a)); }

int64_t interrupt_time() {
  LARGE_INTEGER now, frequency;
  RtlQueryPerformanceCounter(&now);
  RtlQueryPerformanceFrequency(&frequency);
  int64_t f = frequency.QuadPart;
  if (f == 10000000) return now.QuadPart;
  return now.QuadPart / f * 10000000 + now.QuadPart % f * 10000000 / f;
}

int64_t system_time_precise() {
  FILETIME t;
  GetSystemTimePreciseAsFileTime(&t);
  return static_cast<int64_t>(static_cast<uint64_t>(t.dwHighDateTime) << 32 | t.dwLowDateTime);
}

uint32_t current_process_id() { return GetCurrentProcessId(); }
uint32_t current_thread_id() { return GetCurrentThreadId(); }
RawHandle current_process() { return NtCurrentProcess(); }
RawHandle current_thread() { return NtCurrentThread(); }
void yield_thread() { NtYieldExecution(); }

void terminate_self(uint32_t code) {
  for (;;) NtTerminateProcess(NtCurrentProcess(), static_cast<NTSTATUS>(code));
}
void exit_process(uint32_t code) {
  for (;;) ExitProcess(code);
}

} // namespace tern::nt
