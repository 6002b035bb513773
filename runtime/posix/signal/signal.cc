// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <signal.h>: dispositions and masks. All of it is async-signal-safe; a vfork child changes its own copy.
#include "core/user_memory.h"
#include "core/sections.h"
#include "signal/signals.h"
#include "thread/threads.h"
#include <signal.h>

using namespace tern;
namespace s = tern::signal;

// XSH sigaction. EINVAL: no such signal, or one that cannot be caught or ignored.
TERN_EXPORT int sigaction(int signo, const struct sigaction *wanted, struct sigaction *old) {
  if (!s::valid(signo) || (wanted && s::bit(signo) & s::kUnblockable)) {
    errno = EINVAL;
    return -1;
  }
  if (!readable_or_null(wanted) || !writable_or_null(old)) return fault();
  s::action(signo, wanted, old);
  return 0;
}

// XSH signal, with BSD's meaning: the handler stays, and interrupted calls restart.
TERN_EXPORT _sig_func_ptr signal(int signo, _sig_func_ptr handler) {
  struct sigaction a {}, old;
  a.sa_handler = handler;
  a.sa_flags = SA_RESTART;
  if (handler == SIG_ERR) {
    errno = EINVAL;
    return SIG_ERR;
  }
  return sigaction(signo, &a, &old) ? SIG_ERR : old.sa_handler;
}

TERN_EXPORT int siginterrupt(int signo, int interrupts) {
  struct sigaction a;
  if (sigaction(signo, nullptr, &a)) return -1;
  a.sa_flags = interrupts ? a.sa_flags & ~SA_RESTART : a.sa_flags | SA_RESTART;
  return sigaction(signo, &a, nullptr);
}

// XSH pthread_sigmask: returns 0 or EINVAL.
TERN_EXPORT int pthread_sigmask(int how, const sigset_t *set, sigset_t *old) {
  Thread *t = current();
  uint64_t mask = t->signal_mask;
  if (!readable_or_null(set) || !writable_or_null(old)) return EFAULT;
  if (set) {
    uint64_t wanted;
    switch (how) {
    case SIG_BLOCK: wanted = mask | *set; break;
    case SIG_UNBLOCK: wanted = mask & ~*set; break;
    case SIG_SETMASK: wanted = *set; break;
    default: return EINVAL;
    }
    if (old) *old = mask;
    s::set_mask(wanted);
    return 0;
  }
  if (old) *old = mask;
  return 0;
}
TERN_EXPORT int sigprocmask(int how, const sigset_t *set, sigset_t *old) {
  if (int e = pthread_sigmask(how, set, old)) {
    errno = e;
    return -1;
  }
  return 0;
}

TERN_EXPORT int sigpending(sigset_t *set) {
  if (!writable(set)) return fault();
  *set = s::pending(current());
  return 0;
}

// ---- sets
TERN_EXPORT int sigemptyset(sigset_t *set) { return *set = 0, 0; }
TERN_EXPORT int sigfillset(sigset_t *set) { return *set = ~sigset_t{0}, 0; }
static int bad_signal() {
  errno = EINVAL;
  return -1;
}
TERN_EXPORT int sigaddset(sigset_t *set, int signo) {
  if (!s::valid(signo)) return bad_signal();
  *set |= s::bit(signo);
  return 0;
}
TERN_EXPORT int sigdelset(sigset_t *set, int signo) {
  if (!s::valid(signo)) return bad_signal();
  *set &= ~s::bit(signo);
  return 0;
}
TERN_EXPORT int sigismember(const sigset_t *set, int signo) { return s::valid(signo) ? (*set & s::bit(signo)) != 0 : bad_signal(); }
TERN_EXPORT int sigisemptyset(const sigset_t *set) { return *set == 0; }
TERN_EXPORT int sigandset(sigset_t *to, const sigset_t *a, const sigset_t *b) { return *to = *a & *b, 0; }
TERN_EXPORT int sigorset(sigset_t *to, const sigset_t *a, const sigset_t *b) { return *to = *a | *b, 0; }

// ---- XSI and BSD forms
TERN_EXPORT int sighold(int signo) {
  if (!s::valid(signo)) return bad_signal();
  s::set_mask(current()->signal_mask | s::bit(signo));
  return 0;
}
TERN_EXPORT int sigrelse(int signo) {
  if (!s::valid(signo)) return bad_signal();
  s::set_mask(current()->signal_mask & ~s::bit(signo));
  return 0;
}
TERN_EXPORT int sigignore(int signo) {
  struct sigaction a {};
  a.sa_handler = SIG_IGN;
  return sigaction(signo, &a, nullptr);
}
TERN_EXPORT _sig_func_ptr sigset(int signo, _sig_func_ptr disposition) {
  struct sigaction old;
  if (!s::valid(signo) || s::bit(signo) & s::kUnblockable) {
    errno = EINVAL;
    return SIG_ERR;
  }
  bool held = current()->signal_mask & s::bit(signo);
  if (disposition == SIG_HOLD) {
    sigaction(signo, nullptr, &old);
    sighold(signo);
  } else {
    struct sigaction a {};
    a.sa_handler = disposition;
    sigaction(signo, &a, &old);
    sigrelse(signo);
  }
  return held ? SIG_HOLD : old.sa_handler;
}
TERN_EXPORT int sigblock(int mask) {
  return static_cast<int>(s::set_mask(current()->signal_mask | static_cast<uint32_t>(mask)));
}
TERN_EXPORT int sigsetmask(int mask) { return static_cast<int>(s::set_mask(static_cast<uint32_t>(mask))); }
TERN_EXPORT int siggetmask(void) { return static_cast<int>(current()->signal_mask); }

// XSH sigaltstack. EINVAL: flags; ENOMEM: too small; EPERM: it is in use.
TERN_EXPORT int sigaltstack(const stack_t *wanted, stack_t *old) {
  Thread *t = current();
  stack_t &s = t->alt_stack;
  if (!readable_or_null(wanted) || !writable_or_null(old)) return fault();
  auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)), base = reinterpret_cast<uintptr_t>(s.ss_sp);
  bool on = !(s.ss_flags & SS_DISABLE) && here >= base && here < base + s.ss_size;
  stack_t before = s;
  before.ss_flags = s.ss_flags & SS_DISABLE ? SS_DISABLE : on ? SS_ONSTACK : 0;
  if (wanted) {
    if (on) return errno = EPERM, -1;
    if (wanted->ss_flags & ~(SS_DISABLE | SS_ONSTACK)) return errno = EINVAL, -1;
    if (wanted->ss_flags & SS_DISABLE) {
      s = {};
      s.ss_flags = SS_DISABLE;
    } else {
      if (wanted->ss_size < MINSIGSTKSZ) return errno = ENOMEM, -1;
      s = *wanted;
      s.ss_flags = 0;
    }
  }
  if (old) *old = before;
  return 0;
}
