// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/redirect.h"
#include "nt/context.h"
#include "nt/process.h"
#include "nt/thread.h"
#include "signal/image.h"
#include "signal/signals.h"
#include "thread/cancel.h"
#include <cpuid.h>
#include <stddef.h>
#include <string.h>

static_assert(offsetof(tern::Thread, interrupted_rip) == 24 && offsetof(tern::Thread, interrupted_rflags) == 40);
static_assert(sizeof(ucontext_t) == 1408 && offsetof(ucontext_t, __uc_xstate) == 1280 && offsetof(ucontext_t, __uc_reserved) == 1336);
static_assert(offsetof(mcontext_t, rip) == 0xf8 && offsetof(mcontext_t, fpregs) == 0x100 && offsetof(mcontext_t, eflags) == 0x44);

extern "C" {
constinit uint64_t tern_xsave_size = 0, tern_xsave_mask = 0;
extern char tern_atomic_text_begin[], tern_atomic_text_end[];
}

namespace tern::signal {

bool in_atomic_text(uintptr_t rip) {
  return rip >= reinterpret_cast<uintptr_t>(tern_atomic_text_begin) && rip < reinterpret_cast<uintptr_t>(tern_atomic_text_end);
}

void init_extended_state() {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return;
  uint32_t low, high;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  constexpr uint64_t kTiles = 3u << 17; // AMX: 8 KB that a program must ask NT for
  uint64_t mask = (static_cast<uint64_t>(high) << 32 | low) & ~kTiles;
  uint64_t size = 576;
  for (unsigned component = 2; component < 63; ++component) {
    if (!(mask >> component & 1)) continue;
    __cpuid_count(0xd, component, a, b, c, d);
    if (b + a > size) size = b + a;
  }
  tern_xsave_mask = mask;
  tern_xsave_size = (size + 63) & ~uint64_t{63};
}

Redirect redirect(Thread *t) {
  nt::Handle opened;
  nt::RawHandle handle = __atomic_load_n(&t->nt_handle, __ATOMIC_ACQUIRE);
  if (!handle) {
    opened = nt::Handle(nt::open_own_thread(t->nt_tid));
    handle = opened.get();
  }
  if (!handle || !nt::suspend_thread(handle).ok()) return Redirect::NotNeeded;
  // Nothing here may wait for a lock: the thread may hold it.
  Redirect result = Redirect::Later;
  nt::ControlContext c;
  if (!nt::get_control(handle, c)) {
    result = Redirect::NotNeeded; // it is ending
  } else if (__atomic_load_n(&t->engine_depth, __ATOMIC_SEQ_CST) || t->interrupt_state || !__atomic_load_n(&t->pending_attention, __ATOMIC_SEQ_CST)) {
    result = Redirect::NotNeeded;
  } else if (!in_atomic_text(c.rip) && code_is_ours(c.rip, false)) {
    t->interrupted_rip = c.rip;
    t->interrupted_rsp = c.rsp;
    t->interrupted_rflags = c.rflags;
    t->interrupt_state = kRedirected;
    c.rip = reinterpret_cast<uintptr_t>(&tern_interrupt_entry);
    if (nt::set_control(handle, c)) result = Redirect::Done;
    else t->interrupt_state = kNotInterrupted;
  }
  nt::resume_thread(handle);
  return result;
}

} // namespace tern::signal

using namespace tern;
using namespace tern::signal;

// On the interrupted thread, above the frame that tern_interrupt_entry built. What it returns to is `uc` as it then is.
extern "C" [[gnu::used]] void tern_interrupt_dispatch(ucontext_t *uc, Thread *t) {
  bool fault = t->interrupt_state == kFaulted;
  siginfo_t info = t->fault;
  uint32_t depth = t->engine_depth;
  uint64_t mask = tern_xsave_mask;
  if (tern_xsave_size) memcpy(&uc->uc_mcontext.fpregs, uc->__uc_xstate, 512);
  else uc->__uc_xstate = nullptr;
  uc->__uc_xstate_size = tern_xsave_size;
  uc->__uc_reserved[0] = mask;
  uc->uc_flags = 0;
  uc->uc_link = nullptr;
  uc->uc_sigmask = t->signal_mask;
  uc->uc_stack = t->alt_stack;
  uc->__uc_cr2 = fault ? reinterpret_cast<uintptr_t>(info.si_addr) : 0;
  nt::StackBounds before = nt::stack_bounds();
  t->interrupt_state = kNotInterrupted;
  auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)), alt = reinterpret_cast<uintptr_t>(t->alt_stack.ss_sp);
  if (here - alt < t->alt_stack.ss_size && before.base == t->stack.top) { // a stack overflow: on_fault() chose the stack
    t->own_stack_limit = before.limit;
    nt::set_stack_bounds({(alt + t->alt_stack.ss_size) & ~uintptr_t{15}, alt, alt});
  }
  if (fault) {
    // A fault inside an engine: its handler runs as if at the top level; what the engine held stays held.
    __atomic_store_n(&t->engine_depth, 1u, __ATOMIC_RELAXED); // of which deliver() frees it
    deliver(t, info.si_signo, info, uc);
    __atomic_store_n(&t->engine_depth, depth, __ATOMIC_RELAXED);
  }
  deliver_pending(t, uc);
  nt::set_stack_bounds(before);
  // The program may have changed what it found in uc_mcontext.
  if (uc->__uc_xstate) {
    memcpy(uc->__uc_xstate, &uc->uc_mcontext.fpregs, 416); // not the 96 bytes the hardware leaves to software
    static_cast<uint64_t *>(uc->__uc_xstate)[64] |= 3;     // XSTATE_BV: x87 and SSE
  }
}
