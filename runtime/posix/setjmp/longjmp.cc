// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <setjmp.h>: the parts of setjmp and longjmp that are no register work. No frame is unwound: C++ destructors between
// the two do not run, as on Linux. Async-signal-safe; out of a handler on an alternate stack too.
#include "core/sections.h"
#include "core/wait.h"
#include "nt/memory.h"
#include "nt/thread.h"
#include "signal/signals.h"
#include <pthread.h>
#include <setjmp.h>
#include <stddef.h>

using namespace tern;

namespace {
struct Buffer { // offsets: setjmp.S
  uint64_t registers[10];
  uint32_t mxcsr;
  uint16_t x87_control, pad;
  uint32_t with_mask, pad2;
  uint64_t mask;
  nt::StackBounds stack;
};
static_assert(sizeof(jmp_buf) == 384 && offsetof(Buffer, stack) == 104);
} // namespace

extern "C" {
[[noreturn]] void tern_jump(Buffer *, int value, uintptr_t base, uintptr_t limit);

[[gnu::used]] int tern_save_mask(Buffer *b) {
  b->mask = current()->signal_mask;
  return 0;
}
}

// A stack that overflowed has lost its guard page: the part below the frame that is jumped to becomes what it was at
// the thread's start, reserve with a guard on top.
static void restore_guard(Thread *t, uintptr_t sp, uintptr_t &limit) {
  constexpr uintptr_t kPage = 4096, kSlack = 64 << 10;
  const StackRegion &s = t->user_stack.base ? t->user_stack : t->stack;
  t->stack_overflowed = false;
  if (!s.ours || sp < s.base + 2 * kSlack) return; // too near the end, or not our reservation: left as it is
  limit = (sp - kSlack) & ~(kPage - 1);
  uintptr_t guard = limit - kPage;
  if (guard > s.base) nt::decommit(s.base, guard - s.base);
  nt::protect(guard, kPage, nt::Protect::Guard);
}

[[noreturn]] static void jump(Buffer *b, int value) {
  Thread *t = current();
  // Out of a handler that ran inside an engine's wait, out of anything: the thread is at the top level again.
  t->engine_depth = 0;
  t->at_cancel_point = false;
  t->restore_saved_mask = false;
  t->wait_set = 0;
  // Cleanup handlers of frames that are gone are forgotten.
  while (auto *c = static_cast<struct __tern_cleanup *>(t->cleanup_stack)) {
    auto at = reinterpret_cast<uintptr_t>(c);
    if (at >= b->registers[1] || at < nt::stack_bounds().limit) break;
    t->cleanup_stack = c->__next;
  }
  if (b->with_mask) signal::set_mask(b->mask);
  uintptr_t base = 0, limit = 0;
  if (nt::StackBounds now = nt::stack_bounds(); now.base != b->stack.base) {
    base = b->stack.base;
    limit = b->stack.limit;
    // The thread's own stack may have grown since setjmp.
    if (base == t->stack.top && t->own_stack_limit && t->own_stack_limit < limit) limit = t->own_stack_limit;
    if (now.base == t->stack.top) t->own_stack_limit = now.limit;
    if (base == t->stack.top && t->stack_overflowed) restore_guard(t, b->registers[1], limit);
  }
  if (__atomic_load_n(&t->pending_attention, __ATOMIC_RELAXED) & Thread::kSignalAttention && t->engine_depth == 0) take_attention(t);
  tern_jump(b, value ? value : 1, base, limit);
}

#undef longjmp
#undef siglongjmp
TERN_EXPORT void longjmp(jmp_buf b, int value) { jump(reinterpret_cast<Buffer *>(b), value); }
TERN_EXPORT void _longjmp(jmp_buf b, int value) { jump(reinterpret_cast<Buffer *>(b), value); }
TERN_EXPORT void siglongjmp(sigjmp_buf b, int value) { jump(reinterpret_cast<Buffer *>(b), value); }
