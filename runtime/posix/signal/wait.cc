// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <signal.h>: waiting for signals.
#include "core/sections.h"
#include "core/user_memory.h"
#include "core/wait.h"
#include "signal/helper.h"
#include "signal/pending.h"
#include "signal/signals.h"
#include "thread/cancel.h"
#include "time/clocks.h"
#include <signal.h>
#include <unistd.h>

using namespace tern;
namespace s = tern::signal;

namespace {

constinit uint32_t g_never = 0;

// Accepts one signal of the set, which the thread blocks, without its handler. Errors: EAGAIN (deadline), EINTR.
Result<int> accept(uint64_t set, siginfo_t &info, Deadline deadline) {
  Thread *t = current();
  set &= ~s::kUnblockable;
  s::need_helper(); // other processes' signals must wake us
  for (;;) {
    test_cancel(t);
    int signo;
    WaitOutcome outcome = WaitOutcome::TimedOut;
    {
      Enter enter;
      t->wait_set = set;
      s::publish_hints();
      signo = s::take(t, set, info);
      if (!signo) {
        t->at_cancel_point = true;
        outcome = wait_address(&g_never, 0, deadline, WaitPolicy::Interruptible);
        t->at_cancel_point = false;
        signo = s::take(t, set, info);
      }
      t->wait_set = 0;
      s::publish_hints();
    }
    if (signo) return signo;
    if (outcome == WaitOutcome::TimedOut) return Errno(EAGAIN);
    if (outcome == WaitOutcome::Wanted && t->handler_ran) return Errno(EINTR);
  }
}

} // namespace

// XSH sigtimedwait, sigwaitinfo, sigwait. Cancellation points.
TERN_EXPORT int sigtimedwait(const sigset_t *set, siginfo_t *out, const struct timespec *timeout) {
  if (!readable(set) || !writable_or_null(out) || !readable_or_null(timeout)) return fault();
  Deadline deadline = kForever;
  if (timeout) {
    if (timeout->tv_nsec < 0 || timeout->tv_nsec >= 1000000000 || timeout->tv_sec < 0) return errno = EINVAL, -1;
    deadline = deadline_in(time::to_ticks(*timeout));
  }
  siginfo_t info;
  auto r = accept(*set, info, deadline);
  if (r.ok() && out) *out = info;
  return to_errno(static_cast<Result<int> &&>(r));
}
TERN_EXPORT int sigwaitinfo(const sigset_t *set, siginfo_t *out) { return sigtimedwait(set, out, nullptr); }
TERN_EXPORT int sigwait(const sigset_t *set, int *signo) {
  if (!readable(set) || !writable(signo)) return EFAULT;
  siginfo_t info;
  for (;;) {
    auto r = accept(*set, info, kForever);
    if (!r.ok()) continue; // XSH: sigwait does not fail with EINTR
    *signo = r.value();
    return 0;
  }
}

// XSH sigsuspend: -1 and EINTR after a handler ran.
TERN_EXPORT int sigsuspend(const sigset_t *mask) {
  if (!readable(mask)) return fault();
  Thread *t = current();
  test_cancel(t);
  t->saved_mask = t->signal_mask;
  t->restore_saved_mask = true;
  s::set_mask(*mask);
  while (t->restore_saved_mask) {
    {
      Enter enter;
      s::accept_shared();
      t->at_cancel_point = true;
      wait_address(&g_never, 0, kForever, WaitPolicy::Interruptible);
      t->at_cancel_point = false;
    }
    if (cancel_wanted(t)) {
      t->restore_saved_mask = false;
      s::set_mask(t->saved_mask);
      test_cancel(t);
    }
  }
  errno = EINTR;
  return -1;
}

// XSH pause.
TERN_EXPORT int pause(void) {
  sigset_t mask = current()->signal_mask;
  return sigsuspend(&mask);
}

// XSI: the header gives sigpause() this name. The plain name is BSD's, with a mask.
TERN_EXPORT int sigpause(int signo) {
  if (!s::valid(signo)) return errno = EINVAL, -1;
  sigset_t mask = current()->signal_mask & ~s::bit(signo);
  return sigsuspend(&mask);
}
TERN_EXPORT int bsd_sigpause(int mask) asm("sigpause");
TERN_EXPORT int bsd_sigpause(int mask) {
  sigset_t set = static_cast<uint32_t>(mask);
  return sigsuspend(&set);
}
