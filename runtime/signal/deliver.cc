// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Delivery: which signal, on which stack, with which mask (XSH 2.4.3, sigaction).
#include "core/wait.h"
#include "nt/sync.h"
#include "nt/thread.h"
#include "process/exit.h"
#include "process/table.h"
#include "signal/helper.h"
#include "signal/pending.h"
#include "signal/redirect.h"
#include "signal/report.h"
#include "signal/stop.h"
#include "thread/cancel.h"
#include "thread/threads.h"
#include <string.h>

namespace tern {

bool is_wanted(Thread *t) {
  uint32_t bits = __atomic_load_n(&t->pending_attention, __ATOMIC_SEQ_CST);
  if (!bits) [[likely]]
    return false;
  if (bits & Thread::kCancelAttention && cancel_wanted(t) && (t->at_cancel_point || t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS))
    return true;
  if (!(bits & Thread::kSignalAttention)) return false;
  uint64_t pending = __atomic_load_n(&t->signal_pending, __ATOMIC_SEQ_CST) |
                     __atomic_load_n(&signal::g_process_pending.bits, __ATOMIC_SEQ_CST);
  return pending & (~t->signal_mask | t->wait_set);
}

bool may_restart(Thread *t) {
  bool r = !t->no_restart;
  t->no_restart = false;
  return r;
}

void take_attention(Thread *t) {
  if (t->runtime_thread) {
    __atomic_store_n(&t->pending_attention, 0u, __ATOMIC_RELAXED);
    return;
  }
  signal::deliver_pending(t, nullptr);
}

namespace signal {

namespace {

struct Call {
  void (*handler)(int, siginfo_t *, void *);
  int signo;
  siginfo_t *info;
  ucontext_t *context;
};
void call(void *argument) {
  auto *c = static_cast<Call *>(argument);
  c->handler(c->signo, c->info, c->context);
}

bool on_stack(const stack_t &s) {
  auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)), base = reinterpret_cast<uintptr_t>(s.ss_sp);
  return !(s.ss_flags & SS_DISABLE) && here >= base && here < base + s.ss_size;
}

void call_handler(Thread *t, const struct sigaction &a, Call &c) {
  const stack_t &s = t->alt_stack;
  if (!(a.sa_flags & SA_ONSTACK) || s.ss_flags & SS_DISABLE || on_stack(s)) return call(&c);
  auto base = reinterpret_cast<uintptr_t>(s.ss_sp);
  nt::StackBounds bounds{(base + s.ss_size) & ~uintptr_t{15}, base, base};
  nt::StackBounds own = nt::stack_bounds();
  if (own.base == t->stack.top) t->own_stack_limit = own.limit;
  void *context;
  nt::run_on_stack(call, &c, bounds, &context);
}

struct sigaction take_action(Thread *t, int signo) {
  Enter enter;
  ProcessView &v = *t->view;
  Guard guard(v.signals_lock);
  struct sigaction a = v.actions[signo];
  if (a.sa_flags & static_cast<int>(SA_RESETHAND) && a.sa_handler != SIG_DFL && a.sa_handler != SIG_IGN && signo != SIGILL && signo != SIGTRAP) {
    v.actions[signo].sa_handler = SIG_DFL;
    v.actions[signo].sa_flags &= ~SA_SIGINFO;
    publish_hints();
  }
  return a;
}

} // namespace

static void hold(Thread *t) {
  __atomic_store_n(&t->engine_depth, t->engine_depth + 1, __ATOMIC_RELAXED);
  asm volatile("" ::: "memory");
}
static void let_go(Thread *t) { // without a look at what came meanwhile: the caller does
  asm volatile("" ::: "memory");
  __atomic_store_n(&t->engine_depth, t->engine_depth - 1, __ATOMIC_RELAXED);
}

void deliver(Thread *t, int signo, siginfo_t &info, ucontext_t *interrupted) {
  struct sigaction a = take_action(t, signo);
  if (a.sa_handler == SIG_IGN) return let_go(t);
  if (a.sa_handler == SIG_DFL) {
    let_go(t);
    return default_action(signo, info);
  }
  ucontext_t own;
  if (!interrupted) {
    memset(&own, 0, offsetof(ucontext_t, uc_mcontext.fpregs));
    tern_capture_context(&own);
    own.uc_flags = 0;
    own.uc_link = nullptr;
    own.__uc_xstate_size = 0;
    own.__uc_cr2 = 0;
    own.uc_stack = t->alt_stack;
    interrupted = &own;
  }
  uint64_t rip = interrupted->uc_mcontext.rip, rsp = interrupted->uc_mcontext.rsp;
  // sigsuspend and kin: the handler runs under their mask, and what it returns to is the one of before.
  interrupted->uc_sigmask = t->restore_saved_mask ? t->saved_mask : t->signal_mask;
  t->restore_saved_mask = false;
  uint64_t during = t->signal_mask | a.sa_mask;
  if (!(a.sa_flags & SA_NODEFER)) during |= bit(signo);
  __atomic_store_n(&t->signal_mask, during & ~kUnblockable, __ATOMIC_SEQ_CST);
  let_go(t);
  if (!(a.sa_flags & SA_RESTART)) t->no_restart = true;
  t->handler_ran = true;
  Call c{a.sa_sigaction, signo, &info, interrupted};
  bool no_restart = t->no_restart;
  call_handler(t, a, c);
  t->no_restart = no_restart; // whatever calls of the handler's own made of it
  t->handler_ran = true;
  __atomic_store_n(&t->signal_mask, interrupted->uc_sigmask & ~kUnblockable, __ATOMIC_SEQ_CST);
  __atomic_or_fetch(&t->pending_attention, Thread::kSignalAttention, __ATOMIC_SEQ_CST); // what the mask held back
  if (interrupted == &own && (own.uc_mcontext.rip != rip || own.uc_mcontext.rsp != rsp)) tern_resume_context(&own);
}

bool deliver_pending(Thread *t, ucontext_t *interrupted) {
  bool any = false;
  do {
    __atomic_and_fetch(&t->pending_attention, ~Thread::kSignalAttention, __ATOMIC_SEQ_CST);
    siginfo_t info;
    for (;;) {
      hold(t); // up to the handler's mask: the next of this number must not overtake it
      int signo = take(t, ~t->signal_mask, info);
      if (!signo) {
        let_go(t);
        break;
      }
      deliver(t, signo, info, interrupted);
      any = true;
    }
  } while (__atomic_load_n(&t->pending_attention, __ATOMIC_SEQ_CST) & Thread::kSignalAttention);
  if (cancel_wanted(t) && t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS) test_cancel(t);
  return any;
}

uint64_t set_mask(uint64_t mask) {
  Thread *t = current();
  uint64_t old = t->signal_mask;
  mask &= ~kUnblockable;
  __atomic_store_n(&t->signal_mask, mask, __ATOMIC_SEQ_CST);
  publish_hints();
  if (old & ~mask) { // something was unblocked
    uint64_t waiting = __atomic_load_n(&t->signal_pending, __ATOMIC_SEQ_CST) |
                       __atomic_load_n(&g_process_pending.bits, __ATOMIC_SEQ_CST) | __atomic_load_n(&own_slot().pending, __ATOMIC_SEQ_CST);
    if (waiting & ~mask && t->engine_depth == 0) take_attention(t);
    else if (waiting & ~mask) __atomic_or_fetch(&t->pending_attention, Thread::kSignalAttention, __ATOMIC_SEQ_CST);
  }
  return old;
}

// SA_NOCLDSTOP and SA_NOCLDWAIT are for the children to know (XSH sigaction).
static void publish_child_wishes(const struct sigaction &a) {
  auto set = [](Slot &s, uint32_t flag, bool on) {
    if (on) __atomic_fetch_or(&s.flags, flag, __ATOMIC_SEQ_CST);
    else __atomic_fetch_and(&s.flags, ~flag, __ATOMIC_SEQ_CST);
  };
  set(own_slot(), kSlotNoStopSignal, a.sa_flags & SA_NOCLDSTOP);
  bool no_zombies = a.sa_handler == SIG_IGN || a.sa_flags & SA_NOCLDWAIT;
  process::for_each([&](Slot &s) {
    if (s.ppid == own_slot().pid && s.state != static_cast<uint32_t>(SlotState::Zombie)) set(s, kSlotNoZombie, no_zombies);
    return true;
  });
}

void action(int signo, const struct sigaction *wanted, struct sigaction *old) {
  Enter enter;
  ProcessView &v = *enter.thread()->view;
  bool catches = false;
  {
    Guard guard(v.signals_lock);
    struct sigaction before = v.actions[signo];
    if (wanted) {
      v.actions[signo] = *wanted;
      v.actions[signo].sa_mask &= ~kUnblockable;
      catches = wanted->sa_handler != SIG_DFL && wanted->sa_handler != SIG_IGN;
    }
    if (old) *old = before;
  }
  if (!wanted || v.is_vfork_child) return;
  publish_hints();
  if (signo == SIGCHLD) publish_child_wishes(*wanted);
  // Setting a signal to be ignored drops what is pending of it (XSH 2.4.3).
  if (wanted->sa_handler == SIG_IGN || (wanted->sa_handler == SIG_DFL && bit(signo) & kIgnoredByDefault)) {
    Guard guard(g_signal_lock);
    Guard threads(g_thread_list_lock);
    drain_shared();
    discard(g_process_pending.bits, g_process_pending.last, bit(signo));
    for (Thread *t = g_threads; t; t = t->next) {
      auto *queue = static_cast<Queued *>(t->signal_queue);
      discard(t->signal_pending, queue, bit(signo));
      t->signal_queue = queue;
    }
  }
  if (catches && !(bit(signo) & (kSynchronous | bit(SIGPIPE) | bit(SIGABRT)))) need_helper();
}

void default_action(int signo, const siginfo_t &info) {
  if (bit(signo) & kIgnoredByDefault) return;
  if (bit(signo) & kStops) return stop_process(signo);
  terminate_by(signo);
}

void terminate_by(int signo) {
  block_all(current());
  process::terminate(process::signalled_status(signo));
}

void publish_hints() {
  ProcessView &v = g_process_view;
  if (current()->view != &v) return; // a vfork child's dispositions are nobody else's business
  uint64_t handled = 0, ignored = 0, blocked;
  for (int s = 1; s <= kSignals; ++s) {
    auto h = v.actions[s].sa_handler;
    if (h == SIG_IGN || (h == SIG_DFL && bit(s) & kIgnoredByDefault)) ignored |= bit(s);
    else if (h != SIG_DFL) handled |= bit(s);
  }
  Thread *me = current();
  if (g_threads == me && !me->next) {
    blocked = me->signal_mask | me->wait_set;
  } else {
    // With several threads a signal is decided about here, by who is told: senders always leave it to this process.
    blocked = ~uint64_t{0};
    Enter enter;
    Guard guard(g_thread_list_lock);
    for (Thread *t = g_threads; t; t = t->next)
      if (!t->runtime_thread) blocked &= t->signal_mask | t->wait_set;
  }
  Slot &s = own_slot();
  __atomic_store_n(&s.handle_hint, handled, __ATOMIC_RELAXED);
  __atomic_store_n(&s.ignore_hint, ignored, __ATOMIC_RELAXED);
  __atomic_store_n(&s.block_hint, blocked & ~kUnblockable, __ATOMIC_SEQ_CST);
}

} // namespace signal
} // namespace tern
