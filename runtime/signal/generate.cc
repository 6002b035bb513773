// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Generation of signals within the process: where they are queued and who is told.
#include "core/wait.h"
#include "signal/helper.h"
#include "signal/pending.h"
#include "signal/send.h"
#include "time/timers.h"

namespace tern::signal {

siginfo_t make_info(int signo, int code) {
  siginfo_t info{};
  info.si_signo = signo;
  info.si_code = code;
  info.si_pid = view().pid;
  info.si_uid = view().ids.ruid;
  return info;
}

namespace {

bool ignored(int signo) {
  const struct sigaction &a = g_process_view.actions[signo];
  return a.sa_handler == SIG_IGN || (a.sa_handler == SIG_DFL && bit(signo) & kIgnoredByDefault);
}

// XSH 2.4.1: a stop signal drops a pending SIGCONT and the other way round.
void cancel_opposites(int signo, uint64_t &bits, Queued *&last) {
  if (bit(signo) & kStops) discard(bits, last, bit(SIGCONT));
  else if (signo == SIGCONT) discard(bits, last, kStops);
}

// Under the thread list's lock: who takes a process-directed signal. One that waits for it, else the caller, else
// the longest-lived thread that does not block it. null: all block it.
Thread *choose(int signo) {
  uint64_t b = bit(signo);
  Thread *me = current(), *found = nullptr;
  for (Thread *t = g_threads; t; t = t->next) {
    if (t->runtime_thread) continue;
    if (t->wait_set & b) return t;
    if (!(t->signal_mask & b)) found = t; // new threads come first in the list
  }
  return !(me->signal_mask & b) && !me->runtime_thread ? me : found;
}

} // namespace

Result<> send_to_thread(Thread *t, const siginfo_t &info) {
  Enter enter;
  int signo = info.si_signo;
  {
    Guard guard(g_signal_lock);
    if (ignored(signo) && !((t->signal_mask | t->wait_set) & bit(signo))) return success();
    auto *queue = static_cast<Queued *>(t->signal_queue);
    cancel_opposites(signo, t->signal_pending, queue);
    bool done = add(t->signal_pending, queue, info);
    t->signal_queue = queue;
    if (!done) return Errno(EAGAIN);
  }
  if ((!(t->signal_mask & bit(signo)) || t->wait_set & bit(signo)) && tell(t)) retry();
  return success();
}

// What arrived for the process is known in g_process_pending: tells threads that can take it.
static void tell_someone(int signo) {
  bool later = false;
  {
    Guard guard(g_thread_list_lock);
    if (Thread *t = choose(signo)) later = tell(t);
  }
  if (later) retry();
}

Result<> send_to_process(const siginfo_t &info) {
  Enter enter;
  int signo = info.si_signo;
  {
    Guard guard(g_signal_lock);
    Guard threads(g_thread_list_lock);
    Thread *taker = choose(signo);
    if (ignored(signo) && taker && !(taker->wait_set & bit(signo))) {
      cancel_opposites(signo, g_process_pending.bits, g_process_pending.last);
      return success();
    }
    cancel_opposites(signo, g_process_pending.bits, g_process_pending.last);
    if (!add(g_process_pending.bits, g_process_pending.last, info)) return Errno(EAGAIN);
  }
  tell_someone(signo);
  return success();
}

// Signals from other processes lie in the slot: take them over and tell threads. By the helper, or by a thread that
// is about to look at its pending signals.
void accept_shared() {
  uint64_t bits;
  {
    Guard guard(g_signal_lock);
    Guard threads(g_thread_list_lock);
    drain_shared();
    bits = g_untold;
    g_untold = 0;
    uint64_t unwanted = 0;
    for (uint64_t b = bits; b; b &= b - 1)
      if (int signo = __builtin_ctzll(b) + 1; ignored(signo)) unwanted |= bit(signo);
    // A blocked ignored signal stays pending, as on Linux: sigwait may take it.
    if (unwanted) {
      uint64_t blocked = ~uint64_t{0};
      for (Thread *t = g_threads; t; t = t->next)
        if (!t->runtime_thread) blocked &= t->signal_mask | t->wait_set;
      discard(g_process_pending.bits, g_process_pending.last, unwanted & ~blocked);
    }
    bits &= g_process_pending.bits;
  }
  for (; bits; bits &= bits - 1) tell_someone(__builtin_ctzll(bits) + 1);
}

void raise_in_thread(int signo) {
  siginfo_t info = make_info(signo, SI_KERNEL);
  (void)send_to_thread(current(), info);
}

static int take_one(Thread *t, uint64_t set, siginfo_t &info) {
  constexpr uint64_t kOrder[] = {kSynchronous, ~uint64_t{0}};
  for (uint64_t preferred : kOrder) {
    uint64_t mine = t->signal_pending & set & preferred, all = g_process_pending.bits & set & preferred;
    if (!(mine | all)) continue;
    int signo = __builtin_ctzll(mine | all) + 1;
    if (mine & bit(signo)) {
      auto *queue = static_cast<Queued *>(t->signal_queue);
      remove(t->signal_pending, queue, signo, info);
      t->signal_queue = queue;
    } else {
      remove(g_process_pending.bits, g_process_pending.last, signo, info);
    }
    time::timer_delivered(info);
    return signo;
  }
  return 0;
}

int take(Thread *t, uint64_t set, siginfo_t &info) {
  int signo;
  bool others;
  {
    Guard guard(g_signal_lock);
    drain_shared();
    signo = take_one(t, set, info);
    if (signo) drain_shared(); // there is room for one more now
    others = g_untold & ~set;
  }
  if (others && helper_runs()) poke_helper(); // it tells the threads that want them
  return signo;
}

uint64_t pending(Thread *t) {
  Enter enter;
  Guard guard(g_signal_lock);
  drain_shared();
  return (t->signal_pending | g_process_pending.bits) & t->signal_mask;
}

void block_all(Thread *t) { t->signal_mask = ~uint64_t{0}; }

void rehome_pending(Thread *t) {
  Enter enter;
  t->wait_set = 0;
  for (uint64_t bits = __atomic_load_n(&g_process_pending.bits, __ATOMIC_SEQ_CST); bits; bits &= bits - 1)
    tell_someone(__builtin_ctzll(bits) + 1);
}

void forget_thread(Thread *t) {
  Guard guard(g_signal_lock);
  auto *queue = static_cast<Queued *>(t->signal_queue);
  discard(t->signal_pending, queue, ~uint64_t{0});
  t->signal_queue = nullptr;
}

} // namespace tern::signal
