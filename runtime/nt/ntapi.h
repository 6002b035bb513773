// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NT functions and types that mingw-w64's winternl.h does not declare, as documented by the WDK and by Wine's
// include/winternl.h. For files in runtime/nt/ only.
#pragma once
#include "nt/native.h"

#ifndef NtCurrentProcess
#define NtCurrentProcess() (reinterpret_cast<HANDLE>(static_cast<LONG_PTR>(-1)))
#endif
#ifndef NtCurrentThread
#define NtCurrentThread() (reinterpret_cast<HANDLE>(static_cast<LONG_PTR>(-2)))
#endif

enum MemoryInformationClass { MemoryBasicInformation };
enum SectionInherit { ViewShare = 1, ViewUnmap = 2 };
enum EventType { NotificationEvent, SynchronizationEvent };
enum WaitType { WaitAll, WaitAny };

extern "C" {
NTSTATUS NTAPI NtQueryVirtualMemory(HANDLE, const void *, MemoryInformationClass, PVOID, SIZE_T, SIZE_T *);
NTSTATUS NTAPI NtCreateSection(HANDLE *, ACCESS_MASK, const OBJECT_ATTRIBUTES *, const LARGE_INTEGER *, ULONG, ULONG, HANDLE);
NTSTATUS NTAPI NtMapViewOfSection(HANDLE, HANDLE, PVOID *, ULONG_PTR, SIZE_T, const LARGE_INTEGER *, SIZE_T *, SectionInherit,
                                  ULONG, ULONG);
NTSTATUS NTAPI NtQuerySection(HANDLE, int, PVOID, SIZE_T, SIZE_T *);
NTSTATUS NTAPI NtFlushVirtualMemory(HANDLE, const void **, SIZE_T *, IO_STATUS_BLOCK *);
NTSTATUS NTAPI NtLockVirtualMemory(HANDLE, PVOID *, SIZE_T *, ULONG);
NTSTATUS NTAPI NtUnlockVirtualMemory(HANDLE, PVOID *, SIZE_T *, ULONG);
NTSTATUS NTAPI NtCreateEvent(HANDLE *, ACCESS_MASK, const OBJECT_ATTRIBUTES *, EventType, BOOLEAN);
NTSTATUS NTAPI NtOpenEvent(HANDLE *, ACCESS_MASK, const OBJECT_ATTRIBUTES *);
NTSTATUS NTAPI NtDelayExecution(BOOLEAN, const LARGE_INTEGER *);
NTSTATUS NTAPI NtWaitForMultipleObjects(ULONG, const HANDLE *, WaitType, BOOLEAN, const LARGE_INTEGER *);
NTSTATUS NTAPI NtAllocateVirtualMemory(HANDLE, PVOID *, ULONG_PTR, SIZE_T *, ULONG, ULONG);
NTSTATUS NTAPI NtFreeVirtualMemory(HANDLE, PVOID *, SIZE_T *, ULONG);
NTSTATUS NTAPI NtProtectVirtualMemory(HANDLE, PVOID *, SIZE_T *, ULONG, ULONG *);
NTSTATUS NTAPI NtReadVirtualMemory(HANDLE, const void *, PVOID, SIZE_T, SIZE_T *);
NTSTATUS NTAPI NtWriteVirtualMemory(HANDLE, PVOID, const void *, SIZE_T, SIZE_T *);
NTSTATUS NTAPI NtUnmapViewOfSection(HANDLE, PVOID);
NTSTATUS NTAPI NtOpenSection(HANDLE *, ACCESS_MASK, const OBJECT_ATTRIBUTES *);
NTSTATUS NTAPI NtSetEvent(HANDLE, LONG *);
NTSTATUS NTAPI NtResetEvent(HANDLE, LONG *);
NTSTATUS NTAPI NtYieldExecution(void);
NTSTATUS NTAPI NtTerminateProcess(HANDLE, NTSTATUS);
NTSTATUS NTAPI RtlWaitOnAddress(volatile void *, PVOID, SIZE_T, const LARGE_INTEGER *);
void NTAPI RtlWakeAddressSingle(PVOID);
void NTAPI RtlWakeAddressAll(PVOID);
BOOLEAN NTAPI RtlQueryPerformanceCounter(LARGE_INTEGER *);
BOOLEAN NTAPI RtlQueryPerformanceFrequency(LARGE_INTEGER *);
}
