// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Redirecting a thread of this process that computes, so that it runs its handlers; and machine contexts.
#pragma once
#include "core/thread.h"
#include <ucontext.h>

namespace tern::signal {

// Thread::interrupt_state.
enum : uint32_t { kNotInterrupted = 0, kRedirected = 1, kFaulted = 2 };

enum class Redirect { Done, NotNeeded, Later };
// Suspends `t`, and when it runs code that may be left anywhere (the program's, or pure libc) sets it to run
// tern_interrupt_entry. NotNeeded: it looks at its attention bits by itself. Later: it is in native code.
Redirect redirect(Thread *t);

bool in_atomic_text(uintptr_t rip);
void init_extended_state(); // how much XSAVE writes on this processor

// How much of the saved state is kept beside the ucontext_t; for contexts that live on a stack of ours.
extern "C" {
void tern_interrupt_entry();
[[noreturn]] void tern_resume_context(const ucontext_t *);
int tern_capture_context(ucontext_t *) __attribute__((returns_twice));
extern uint64_t tern_xsave_size, tern_xsave_mask;
}

} // namespace tern::signal
