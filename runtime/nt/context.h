// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Machine contexts of suspended threads, and stack walks.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

struct ControlContext {
  uint64_t rip, rsp, rflags;
  alignas(16) unsigned char native[1232]; // CONTEXT
};
// Of a suspended thread. Waits until it is really stopped (SuspendThread is asynchronous).
bool get_control(RawHandle thread, ControlContext &);
bool set_control(RawHandle thread, const ControlContext &);
RawHandle open_own_thread(uint32_t nt_tid); // suspend, context; null: gone

Status suspend_process(RawHandle); // PROCESS_SUSPEND_RESUME; counted, as for threads
Status resume_process(RawHandle);

// Return addresses from a context upward: one step by unwind data. `native` is a CONTEXT and is changed. False at
// the stack's end, or where it does not lie in [low, high). May fault on a damaged stack.
struct WalkStep {
  uint64_t rip, rsp;
};
bool walk_step(void *native_context, uintptr_t low, uintptr_t high, WalkStep &);

} // namespace tern::nt
