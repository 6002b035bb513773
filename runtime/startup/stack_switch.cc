// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "memory/arenas.h"
#include "nt/thread.h"
#include "startup/start.h"

namespace tern::startup {

// TEB: StackBase at 0x08, StackLimit at 0x10, DeallocationStack at 0x1478. Windows and Wine grow a guard page and
// deliver exceptions only on the stack that these describe.
StackBounds set_stack_bounds(const StackBounds &b) {
  StackBounds old;
  __asm__ volatile("movq %%gs:0x08, %0\n\tmovq %%gs:0x10, %1\n\tmovq %%gs:0x1478, %2"
                   : "=&r"(old.base), "=&r"(old.limit), "=&r"(old.deallocation));
  __asm__ volatile("movq %0, %%gs:0x08\n\tmovq %1, %%gs:0x10\n\tmovq %2, %%gs:0x1478" ::"r"(b.base), "r"(b.limit), "r"(b.deallocation)
                   : "memory");
  // No handler of Wine's lies on a stack of ours (nt/stack_switch.S).
  __asm__ volatile("movq $-1, %%gs:0x00" ::: "memory");
  return old;
}

StackBounds stack_bounds_of(const Thread *t, void *limit) {
  return {reinterpret_cast<void *>(t->stack.top), limit, reinterpret_cast<void *>(t->stack.base)};
}

void switch_to_stack(Thread *t, void (*function)(void *), void *argument) {
  // The part that new_thread_record committed: 64 KB below the record. The function ends the process; nothing comes back.
  void *context;
  nt::run_on_stack(function, argument, {t->stack.top, t->stack.top - 0x10000, t->stack.base}, &context);
  __builtin_unreachable();
}

} // namespace tern::startup
