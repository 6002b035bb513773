// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The two wait primitives and their one policy (docs/how/waiting.md).
//   wait_objects   kernel objects, together with the thread's wake event
//   wait_address   a 32-bit word in memory, for locks and conditions inside the process
// Both return when what they wait for happened, when the deadline passed, or when the thread is wanted: a
// deliverable signal, or a cancellation that may be acted upon. A wanted engine returns interrupted(policy) and
// so unwinds to its entry point, where nothing is held any more: there handlers run, and blocking_call()
// decides about EINTR and restart, once for every call.
#pragma once
#include "core/enter.h"
#include "core/result.h"
#include "core/thread.h"
#include <stdint.h>

namespace tern {

// Absolute deadline in 100 ns units of monotonic_now(); kForever: none; kPoll: look, do not wait.
using Deadline = int64_t;
constexpr Deadline kForever = INT64_MAX;
constexpr Deadline kPoll = INT64_MIN;
int64_t monotonic_now(); // 100 ns units, never goes back, counts from boot
Deadline deadline_in(int64_t hundred_ns);

enum class WaitPolicy : uint8_t {
  Restartable,     // SA_RESTART handlers restart the call (read, write, wait, accept, flock ...)
  Interruptible,   // EINTR whatever SA_RESTART says (poll, select, nanosleep, sigsuspend, sem_timedwait ...)
  Uninterruptible, // bounded waits of the runtime's own: signals and cancellation stay pending
};

enum class WaitOutcome : uint8_t { Signalled, TimedOut, Wanted };

struct WaitResult {
  WaitOutcome outcome;
  unsigned index; // of the object that was signalled
};

// Waits for any of `count` (at most 62) NT handles. Wanted: nothing of the objects was consumed.
// Call inside Enter. Allocates nothing but, once a thread, its wake event.
WaitResult wait_objects(void *const *handles, unsigned count, Deadline, WaitPolicy);

// Waits while *address == expected. Signalled may be spurious: look again. Call inside Enter.
WaitOutcome wait_address(const volatile uint32_t *address, uint32_t expected, Deadline, WaitPolicy);
void wake_address_one(const volatile uint32_t *address);
void wake_address_all(const volatile uint32_t *address);

// What an engine returns after Wanted. Neither value leaves blocking_call().
constexpr int kRestart = 4096, kInterrupted = 4098;
constexpr Errno interrupted(WaitPolicy p) { return Errno(p == WaitPolicy::Restartable ? kRestart : kInterrupted); }

// True when the handlers that ran since the engine was left all had SA_RESTART (or none ran). signal/deliver.cc
bool may_restart(Thread *);
// True when the call must go on after `error` of its engine: nothing was delivered (another thread took the signal, or the
// process stopped and went on), or all that ran lets it restart. False with kInterrupted or kRestart means EINTR.
inline bool goes_on(Thread *t, int error) {
  if (!t->handler_ran) return true;
  return error == kRestart && may_restart(t);
}
// Acts on a pending, enabled cancellation: does not return then. thread/cancel.cc
void test_cancel(Thread *);

// The frame of every entry point that may block: engine inside Enter, handlers outside of it, restart.
template <class F> auto blocking_call(F engine) {
  for (;;) {
    auto r = [&] {
      Enter enter;
      return engine();
    }();
    if (r.ok() || (r.error().value != kRestart && r.error().value != kInterrupted)) return r;
    if (!goes_on(current(), r.error().value)) return decltype(r)(Errno(EINTR));
  }
}
// The same for the calls that POSIX names as cancellation points (XSH 2.9.5.2).
template <class F> auto cancellation_point(F engine) {
  Thread *t = current();
  for (;;) {
    if (__atomic_load_n(&t->cancel_pending, __ATOMIC_RELAXED)) [[unlikely]]
      test_cancel(t);
    auto r = [&] {
      Enter enter;
      t->at_cancel_point = true;
      auto result = engine();
      t->at_cancel_point = false;
      return result;
    }();
    if (r.ok() || (r.error().value != kRestart && r.error().value != kInterrupted)) return r;
    if (__atomic_load_n(&t->cancel_pending, __ATOMIC_RELAXED)) [[unlikely]]
      test_cancel(t);
    if (!goes_on(t, r.error().value)) return decltype(r)(Errno(EINTR));
  }
}

// True when `t` has something to look at: a deliverable signal, or a cancellation at a cancellation point.
bool is_wanted(Thread *t);
// Asks `t` to look: sets the attention bit, then wakes whatever it waits on. From any thread of the process. False when it
// was not waiting: it may be computing (signal/helper.h: tell).
bool want_attention(Thread *t, uint32_t bits);

// The thread's wake event (auto-reset), made on first need.
void *wake_event(Thread *);

void wait_rebuild(); // forked child: nobody waits

} // namespace tern
