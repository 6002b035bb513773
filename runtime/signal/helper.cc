// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/helper.h"
#include "core/lock.h"
#include "core/sections.h"
#include "core/view.h"
#include "nt/sync.h"
#include "process/child_watch.h"
#include "signal/redirect.h"
#include "signal/signals.h"
#include "signal/stop.h"
#include "signal/wake.h"
#include "thread/threads.h"

namespace tern::signal {

namespace {

TERN_NOFORK Lock g_lock;
TERN_NOFORK uint32_t g_running = 0;
TERN_NOFORK uint32_t g_stop = 0;
TERN_NOFORK uint32_t g_retry = 0; // a thread could not be redirected: look again soon
TERN_NOFORK Thread *g_helper = nullptr;
constinit Tick g_tick = nullptr;
constinit bool g_wanted = false; // copied into a forked child

// Threads that compute and have not looked: redirected. True when one could not be, now.
bool redirect_all() {
  bool later = false;
  Guard guard(g_thread_list_lock);
  for (Thread *t = g_threads; t; t = t->next) {
    if (t->runtime_thread || !is_wanted(t)) continue;
    if (__atomic_load_n(&t->engine_depth, __ATOMIC_SEQ_CST) || __atomic_load_n(&t->join_futex, __ATOMIC_RELAXED)) continue;
    if (redirect(t) == Redirect::Later) later = true;
  }
  return later;
}

constexpr int64_t kMillisecond = 10000;

void *run(void *) {
  int64_t pause = kMillisecond;
  while (!__atomic_load_n(&g_stop, __ATOMIC_ACQUIRE)) {
    accept_shared();
    notice_continue();
    Deadline until = g_tick ? g_tick() : kForever;
    if (__atomic_exchange_n(&g_retry, 0u, __ATOMIC_SEQ_CST) && redirect_all()) {
      __atomic_store_n(&g_retry, 1u, __ATOMIC_SEQ_CST);
      Deadline soon = deadline_in(pause);
      if (soon < until) until = soon;
      if (pause < 16 * kMillisecond) pause *= 2;
    } else {
      pause = kMillisecond;
    }
    if (__atomic_load_n(&g_stop, __ATOMIC_ACQUIRE)) break;
    nt::RawHandle objects[61] = {own_wake_event()};
    unsigned children = 0;
    if (process::children_to_watch(objects + 1, 60, children)) {
      Deadline soon = deadline_in(50 * kMillisecond);
      if (soon < until) until = soon;
    }
    Enter enter;
    auto r = wait_objects(objects, 1 + children, until, WaitPolicy::Uninterruptible);
    if (r.outcome == WaitOutcome::TimedOut || r.index) process::notice_ended_children();
  }
  return nullptr;
}

} // namespace

bool helper_runs() { return __atomic_load_n(&g_running, __ATOMIC_ACQUIRE); }

void need_helper() {
  if (helper_runs() || current()->vfork) return;
  Enter enter;
  Guard guard(g_lock);
  if (g_running || g_stop || !own_wake_event()) return;
  g_helper = thread::create_runtime_thread(run, nullptr);
  if (g_helper) __atomic_store_n(&g_running, 1u, __ATOMIC_RELEASE);
  g_wanted = true;
}

void stop_helper() {
  if (!helper_runs() || current() == g_helper) return;
  Enter enter;
  Guard guard(g_lock);
  if (!g_running) return;
  __atomic_store_n(&g_stop, 1u, __ATOMIC_RELEASE);
  nt::set_event(own_wake_event());
  thread::join_runtime_thread(g_helper);
  g_helper = nullptr;
  __atomic_store_n(&g_running, 0u, __ATOMIC_RELEASE);
  __atomic_store_n(&g_stop, 0u, __ATOMIC_RELEASE);
}

void set_timer_tick(Tick tick) { __atomic_store_n(&g_tick, tick, __ATOMIC_RELEASE); }
void poke_helper() {
  need_helper();
  if (nt::RawHandle h = own_wake_event()) nt::set_event(h);
}

bool tell(Thread *t) {
  if (t == current_or_null()) {
    __atomic_or_fetch(&t->pending_attention, Thread::kSignalAttention, __ATOMIC_SEQ_CST);
    return false;
  }
  if (want_attention(t, Thread::kSignalAttention)) return false;
  return redirect(t) == Redirect::Later;
}

void retry() {
  __atomic_store_n(&g_retry, 1u, __ATOMIC_SEQ_CST);
  if (current_or_null() != g_helper) poke_helper();
}

void helper_rebuild() { g_helper = nullptr; }
void restart_helper() {
  if (g_wanted) need_helper();
}

} // namespace tern::signal

namespace tern::thread {
void interrupt_thread(Thread *t) {
  if (signal::tell(t)) signal::retry();
}
}
