// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Events, waits, address waits, clocks.
#pragma once
#include "nt/handle.h"
#include <stdint.h>

namespace tern::nt {

Status create_event(Handle &, bool manual_reset, bool signalled, const char16_t *name = nullptr, RawHandle directory = nullptr,
                    void *security = nullptr);
Status open_event(Handle &, const char16_t *name, RawHandle directory);
// A named mutex, free when it is made; `existed`: somebody else has it open. Waiting takes it, also from one who died.
Status create_mutex(Handle &, const char16_t *name, RawHandle directory, void *security, bool &existed);
void release_mutex(RawHandle);
void set_event(RawHandle);
void reset_event(RawHandle);

// Timeout in 100 ns units: negative relative, null pointer for ever. Returns WAIT index 0..63, 0x102 timeout,
// 0x80+i abandoned, or an error status.
Status wait(RawHandle const *handles, unsigned count, const int64_t *timeout, bool all = false, bool alertable = false);

// RtlWaitOnAddress on 4 bytes. Timeout in the same form. Returns STATUS_TIMEOUT (0x102) or success.
Status wait_on_address(const volatile uint32_t *address, uint32_t expected, const int64_t *timeout);
void wake_address_single(const volatile uint32_t *);
void wake_address_all(const volatile uint32_t *);

int64_t interrupt_time();        // 100 ns since boot by QueryPerformanceCounter
int64_t system_time_precise();   // 100 ns since 1601
uint32_t current_process_id();
uint32_t current_thread_id();
RawHandle current_process();
RawHandle current_thread();
void yield_thread();
[[noreturn]] void terminate_self(uint32_t code); // NtTerminateProcess: no DLL detach
[[noreturn]] void exit_process(uint32_t code);   // RtlExitUserProcess: DLL detach of native DLLs

} // namespace tern::nt
