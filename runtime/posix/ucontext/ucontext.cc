// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <ucontext.h> (XSH Issue 6): contexts on stacks of the program's own. The TEB's stack bounds follow, so that faults and
// exceptions work on them. AVX state above the ABI's callee-saved part is not kept across swapcontext, as on Linux.
#include "core/sections.h"
#include "core/wait.h"
#include "nt/thread.h"
#include "signal/redirect.h"
#include "signal/signals.h"
#include "thread/threads.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <ucontext.h>

using namespace tern;

extern "C" {
void tern_context_end();

[[gnu::used]] void tern_context_prepare(ucontext_t *uc) {
  nt::StackBounds b = nt::stack_bounds();
  uc->uc_flags = 0; // uc_link and uc_stack stay what makecontext's caller set: swapcontext saves into the same object
  uc->uc_sigmask = current()->signal_mask;
  uc->__uc_xstate_size = 0;
  uc->__uc_cr2 = 0;
  uc->__uc_teb[0] = b.base;
  uc->__uc_teb[1] = b.limit;
  uc->__uc_teb[2] = b.deallocation;
}

[[gnu::used]] void tern_context_finished(ucontext_t *uc) {
  if (uc->uc_link) setcontext(uc->uc_link);
  thread::exit_thread(nullptr); // XSH makecontext: without a link the thread ends
}
}

TERN_EXPORT int setcontext(const ucontext_t *uc) {
  Thread *t = current();
  signal::set_mask(uc->uc_sigmask);
  nt::StackBounds now = nt::stack_bounds();
  uintptr_t base = uc->__uc_teb[0];
  if (base && base != now.base) {
    uintptr_t limit = uc->__uc_teb[1];
    if (now.base == t->stack.top) t->own_stack_limit = now.limit;
    if (base == t->stack.top && t->own_stack_limit && t->own_stack_limit < limit) limit = t->own_stack_limit;
    nt::set_stack_bounds({base, limit, uc->__uc_teb[2]});
  }
  signal::tern_resume_context(uc);
}

TERN_EXPORT int swapcontext(ucontext_t *from, const ucontext_t *to) {
  volatile bool back = false;
  getcontext(from);
  if (!back) {
    back = true;
    setcontext(to);
  }
  return 0;
}

// Arguments are machine words: pointers pass, as everybody relies on.
TERN_EXPORT void makecontext(ucontext_t *uc, void (*function)(void), int count, ...) {
  constexpr int kMost = 16;
  if (count < 0 || count > kMost) count = kMost;
  auto low = reinterpret_cast<uintptr_t>(uc->uc_stack.ss_sp), top = (low + uc->uc_stack.ss_size) & ~uintptr_t{15};
  // [ return address | home of 4 | further arguments ... 0 ]
  auto *frame = reinterpret_cast<uint64_t *>(top - 256) - 1;
  frame[0] = reinterpret_cast<uintptr_t>(&tern_context_end);
  for (int i = 1; i <= 22; ++i) frame[i] = 0;
  uint64_t words[kMost] = {};
  va_list arguments;
  va_start(arguments, count);
  for (int i = 0; i < count; ++i) words[i] = va_arg(arguments, uint64_t);
  va_end(arguments);
  for (int i = 4; i < count; ++i) frame[1 + i] = words[i];
  frame[1 + 21] = 0; // the unwinder's end: 168 bytes above what the function returns to
  mcontext_t &m = uc->uc_mcontext;
  m.rcx = words[0], m.rdx = words[1], m.r8 = words[2], m.r9 = words[3];
  m.rbx = reinterpret_cast<uintptr_t>(uc);
  m.rbp = 0;
  m.rsp = reinterpret_cast<uintptr_t>(frame);
  m.rip = reinterpret_cast<uintptr_t>(function);
  uc->__uc_xstate = nullptr;
  uc->__uc_teb[0] = top;
  uc->__uc_teb[1] = uc->__uc_teb[2] = low;
}
