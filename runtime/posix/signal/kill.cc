// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <signal.h>: sending. An unblocked signal that a thread sends to itself has run its handler before the call returns.
#include "core/sections.h"
#include "process/exit.h"
#include "signal/signals.h"
#include "thread/threads.h"
#include <signal.h>
#include <stdlib.h>

using namespace tern;
namespace s = tern::signal;

// XSH kill. EINVAL, EPERM, ESRCH. Async-signal-safe.
TERN_EXPORT int kill(pid_t pid, int signo) {
  auto r = [&] {
    Enter enter;
    return s::send(pid, signo, s::make_info(signo, SI_USER));
  }();
  return to_errno(static_cast<Result<> &&>(r));
}

TERN_EXPORT int killpg(pid_t pgrp, int signo) {
  if (pgrp < 0 || pgrp == 1) return errno = EINVAL, -1;
  return kill(-pgrp, signo);
}

// XSH sigqueue. EAGAIN: the target's queue is full.
TERN_EXPORT int sigqueue(pid_t pid, int signo, const union sigval value) {
  if (pid <= 0) return errno = pid == 0 ? ESRCH : EINVAL, -1;
  auto r = [&] {
    Enter enter;
    siginfo_t info = s::make_info(signo, SI_QUEUE);
    info.si_value = value;
    return s::send(pid, signo, info);
  }();
  return to_errno(static_cast<Result<> &&>(r));
}

// XSH pthread_kill: 0, EINVAL, ESRCH.
TERN_EXPORT int pthread_kill(pthread_t thread, int signo) {
  Thread *t = thread::of(thread);
  if (signo != 0 && !s::valid(signo)) return EINVAL;
  Enter enter;
  if (t != enter.thread() && !thread::is_thread(t)) return ESRCH;
  if (signo == 0 || t->state == thread::kEnded) return 0;
  auto r = s::send_to_thread(t, s::make_info(signo, SI_TKILL));
  return r.ok() ? 0 : r.error().value;
}
TERN_EXPORT int pthread_sigqueue(pthread_t thread, int signo, const union sigval value) {
  Thread *t = thread::of(thread);
  if (!s::valid(signo)) return EINVAL;
  Enter enter;
  if (t != enter.thread() && !thread::is_thread(t)) return ESRCH;
  siginfo_t info = s::make_info(signo, SI_QUEUE);
  info.si_value = value;
  auto r = s::send_to_thread(t, info);
  return r.ok() ? 0 : r.error().value;
}

// XSH raise: to the calling thread.
TERN_EXPORT int raise(int signo) {
  if (int e = pthread_kill(thread::handle_of(current()), signo)) return errno = e, -1;
  return 0;
}

// XSH abort: a handler of SIGABRT runs and may leave by longjmp; if it returns, or the signal is blocked or ignored, the
// process ends all the same.
TERN_EXPORT void abort(void) {
  s::set_mask(current()->signal_mask & ~s::bit(SIGABRT));
  raise(SIGABRT);
  struct sigaction a {};
  a.sa_handler = SIG_DFL;
  sigaction(SIGABRT, &a, nullptr);
  raise(SIGABRT);
  s::terminate_by(SIGABRT);
}
