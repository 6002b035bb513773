// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NT threads, the stacks they run on, and what is waited on between processes.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

// A thread with a small stack of NT's own, which `entry` soon leaves.
Status create_thread(uint32_t (*entry)(void *), void *argument, RawHandle &);
RawHandle open_thread_to_end(uint32_t nt_tid); // null: it has ended
void terminate_thread(RawHandle); // runs nothing of it any more; its stack is not freed
void name_thread(const char *utf8); // shown by debuggers; does nothing where that is absent
RawHandle own_thread_handle();      // a real handle to the calling thread, for others to use

// What the TEB says of the running stack. Exceptions, guard pages and __chkstk go by it.
struct StackBounds {
  uintptr_t base;         // first byte above
  uintptr_t limit;        // lowest committed byte
  uintptr_t deallocation; // lowest byte of the reservation
};
StackBounds stack_bounds();
void set_stack_bounds(const StackBounds &);
void set_stack_guarantee(); // 64 KB, so that a stack overflow can still be delivered

// Calls entry(argument) on another stack and comes back when it returns, or when leave_stack(*context) is called.
// The TEB says the new bounds meanwhile. No exception passes the boundary.
void run_on_stack(void (*entry)(void *), void *argument, const StackBounds &, void **context) asm("tern_run_on_stack");
[[noreturn]] void leave_stack(void *context) asm("tern_leave_stack");

uint32_t processor_number();

RawHandle open_thread_for_times(uint32_t nt_tid); // null: gone
uint32_t processor_number();

// Scheduling.
Status set_thread_priority(RawHandle, int nt_priority); // -15..15 as SetThreadPriority; null handle: the calling one
uint64_t process_affinity(uint64_t *system = nullptr);
Status set_process_affinity(uint64_t);
Status set_thread_affinity(RawHandle, uint64_t);

// Between processes.
Status create_semaphore(Handle &, int32_t initial, int32_t maximum, const char16_t *name = nullptr, RawHandle directory = nullptr,
                        void *security = nullptr);
void release_semaphore(RawHandle, int32_t count);
RawHandle open_process_for_wait(uint32_t nt_pid); // null: gone, or not ours to see
bool process_alive(uint32_t nt_pid);              // a process that may not be opened counts as alive

} // namespace tern::nt
