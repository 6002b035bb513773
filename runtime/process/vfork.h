// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// In-process vfork: the child runs on the parent's thread and stack with a process view of its own, until it execs
// or exits; then the parent's registers come back (docs/how/vfork.md).
#pragma once
#include "core/result.h"
#include "core/shared_state.h"
#include "core/view.h"
#include <sys/types.h>

namespace tern {

// What the Win64 ABI preserves across a call, as vfork's entry saved it. Offsets are known to vfork_entry.S's text.
struct SavedRegisters {
  uint64_t rip, rsp, rbx, rbp, rsi, rdi, r12, r13, r14, r15;
  uint32_t mxcsr;
  uint16_t x87_control, pad;
  alignas(16) unsigned char xmm[10][16]; // xmm6-15
};

struct VforkContext {
  SavedRegisters registers;
  VforkContext *outer;     // of a vfork in a vfork child
  ProcessView *outer_view;
  ProcessView view;        // the child's
  uint64_t outer_mask;     // the parent's signal mask
  uint32_t outer_depth;    // and engine depth: in the child it is never 0, so that no handler of the parent runs there
  unsigned slot;           // of the child
};

namespace process {

inline bool in_vfork_child() { return current()->vfork != nullptr; }
// The slot of the process that the calling thread speaks for.
Slot &view_slot();

// The child's image is launched (its pid), or its end is published: back to the parent's context, where vfork
// returns the pid. Does not return.
[[noreturn]] void vfork_return(pid_t pid);
// _exit in a vfork child.
[[noreturn]] void vfork_exit(int wait_status);

// A copy of a view for a child that is not there yet: descriptors and directory are references of its own.
// Errors: ENOMEM.
Result<> copy_view(ProcessView &to, ProcessView &from);
void discard_view(ProcessView &);

} // namespace process
} // namespace tern
