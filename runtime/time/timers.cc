// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "time/timers.h"
#include "core/lock.h"
#include "core/view.h"
#include "core/wait.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "signal/helper.h"
#include "signal/signals.h"
#include "thread/threads.h"
#include "time/clocks.h"
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

namespace tern::time {

namespace {

struct Timer {
  bool used;
  clockid_t clock;
  struct sigevent event;
  int64_t next;     // on its clock; 0: disarmed
  int64_t interval;
  uint32_t queued;  // its signal is pending: expirations count as overrun
  uint32_t missed;  // since then
  uint32_t overrun; // of the last delivered signal
  uint32_t generation; // in the id: a stale id is not the next timer's
};

constexpr unsigned kReal = kTimers, kVirtual = kTimers + 1, kProfiling = kTimers + 2, kAll = kTimers + 3;
constinit Timer g_timers[kAll] = {};
constinit Lock g_timers_lock;
constinit unsigned g_high = 0; // one past the highest ever used

int64_t now_of(const Timer &t, unsigned index) {
  if (index == kVirtual || index == kProfiling) {
    nt::ProcessTimes p{};
    nt::process_times(nt::current_process(), p);
    return static_cast<int64_t>(index == kVirtual ? p.user : p.user + p.kernel);
  }
  return read_clock(t.clock).value_or(0);
}

struct Notification {
  void (*function)(union sigval);
  union sigval value;
};
void *run_notification(void *argument) {
  auto n = *static_cast<Notification *>(argument);
  free(argument);
  n.function(n.value);
  return nullptr;
}

Result<> send_to_tid(pid_t tid, const siginfo_t &info) {
  Thread *found = nullptr;
  {
    Guard guard(g_thread_list_lock);
    for (Thread *t = g_threads; t && !found; t = t->next)
      if (static_cast<pid_t>(t->tid) == tid && !t->runtime_thread) found = t;
  }
  return found ? signal::send_to_thread(found, info) : Result<>(Errno(ESRCH));
}

void notify(Timer &t, unsigned index, uint32_t expirations) {
  int signo = t.event.sigev_signo;
  switch (t.event.sigev_notify) {
  case SIGEV_SIGNAL:
  case SIGEV_THREAD_ID: {
    t.missed += expirations - 1;
    if (__atomic_exchange_n(&t.queued, 1u, __ATOMIC_SEQ_CST)) {
      t.missed++;
      return;
    }
    siginfo_t info{};
    info.si_signo = signo;
    info.si_code = index < kTimers ? SI_TIMER : SI_KERNEL;
    info.si_value = t.event.sigev_value;
    info.si_tid = index;
    if (index >= kTimers) {
      info.si_pid = 0;
      __atomic_store_n(&t.queued, 0u, __ATOMIC_SEQ_CST);
    }
    auto sent = t.event.sigev_notify == SIGEV_THREAD_ID ? send_to_tid(t.event.sigev_notify_thread_id, info) : signal::send_to_process(info);
    if (!sent.ok()) {
      __atomic_store_n(&t.queued, 0u, __ATOMIC_SEQ_CST);
      t.missed++; // the queue is full: an overrun like any other
    }
    return;
  }
  case SIGEV_THREAD: {
    auto *n = static_cast<Notification *>(malloc(sizeof(Notification)));
    if (!n) return;
    *n = {t.event.sigev_notify_function, t.event.sigev_value};
    thread::Attributes a;
    if (t.event.sigev_notify_attributes) a = thread::of(t.event.sigev_notify_attributes);
    else thread::default_attributes(a);
    a.detached = PTHREAD_CREATE_DETACHED;
    pthread_t id;
    if (thread::create(a, run_notification, n, &id)) free(n);
    return;
  }
  }
}

// Fires what is due; says when to look again. Called by the helper.
Deadline tick() {
  Deadline soonest = kForever;
  Enter enter;
  Guard guard(g_timers_lock);
  for (unsigned i = 0; i < kAll; i = i + 1 == g_high && g_high < kTimers ? kTimers : i + 1) {
    Timer &t = g_timers[i];
    if (!t.next) continue;
    int64_t now = now_of(t, i);
    if (now >= t.next) {
      uint64_t expirations = 1;
      if (t.interval > 0) {
        expirations += static_cast<uint64_t>(now - t.next) / static_cast<uint64_t>(t.interval);
        t.next += static_cast<int64_t>(expirations) * t.interval;
      } else {
        t.next = 0;
      }
      if (i == kReal) g_process_view.alarm_deadline = static_cast<uint64_t>(t.next);
      notify(t, i, expirations > INT_MAX ? INT_MAX : static_cast<uint32_t>(expirations));
      if (!t.next) continue;
    }
    int64_t left = t.next - now;
    if (is_wall_clock(t.clock) && left > kTicksPerSecond) left = kTicksPerSecond; // it may be set
    Deadline look = deadline_in(left > 0 ? left : 1);
    if (look < soonest) soonest = look;
  }
  return soonest;
}

// Under the lock.
void set(unsigned index, int64_t next, int64_t interval, int64_t *left, int64_t *old_interval) {
  Timer &t = g_timers[index];
  if (left) {
    *left = 0;
    if (t.next && (*left = t.next - now_of(t, index)) <= 0) *left = 1;
  }
  if (old_interval) *old_interval = t.interval;
  t.next = next;
  t.interval = interval;
  t.missed = 0;
}

void started(bool armed) {
  if (!armed) return;
  signal::set_timer_tick(tick);
  signal::poke_helper();
}

Timer *find(unsigned id, unsigned &index) {
  index = id % kTimers;
  return g_timers[index].used && g_timers[index].generation == id / kTimers ? &g_timers[index] : nullptr;
}

} // namespace

Result<unsigned> timer_make(clockid_t clock, const struct sigevent *event) {
  TRY(read_clock(clock));
  struct sigevent e {};
  if (event) e = *event;
  else e.sigev_notify = SIGEV_SIGNAL, e.sigev_signo = SIGALRM;
  if (e.sigev_notify != SIGEV_SIGNAL && e.sigev_notify != SIGEV_NONE && e.sigev_notify != SIGEV_THREAD && e.sigev_notify != SIGEV_THREAD_ID)
    return Errno(EINVAL);
  if ((e.sigev_notify == SIGEV_SIGNAL || e.sigev_notify == SIGEV_THREAD_ID) && !signal::valid(e.sigev_signo)) return Errno(EINVAL);
  if (e.sigev_notify == SIGEV_THREAD && !e.sigev_notify_function) return Errno(EINVAL);
  Enter enter;
  Guard guard(g_timers_lock);
  for (unsigned i = 0; i < kTimers; ++i) {
    Timer &t = g_timers[i];
    if (t.used) continue;
    uint32_t generation = (t.generation + 1) & 0xffff;
    t = {};
    t.used = true;
    t.generation = generation ? generation : 1;
    t.clock = clock;
    t.event = e;
    unsigned id = t.generation * kTimers + i;
    if (!event) t.event.sigev_value.sival_int = static_cast<int>(id);
    if (g_high <= i) g_high = i + 1;
    return id;
  }
  return Errno(EAGAIN);
}

Result<> timer_remove(unsigned id) {
  Enter enter;
  Guard guard(g_timers_lock);
  unsigned index;
  Timer *t = find(id, index);
  if (!t) return Errno(EINVAL);
  t->used = false;
  t->next = 0;
  return success();
}

Result<> timer_set(unsigned id, bool absolute, int64_t value, int64_t interval, int64_t *left, int64_t *old_interval) {
  {
    Enter enter;
    Guard guard(g_timers_lock);
    unsigned index;
    Timer *t = find(id, index);
    if (!t) return Errno(EINVAL);
    int64_t next = 0;
    if (value) {
      if (absolute) next = value;
      else if (__builtin_add_overflow(now_of(*t, index), value, &next)) next = INT64_MAX;
    }
    set(index, next, interval, left, old_interval);
    if (t->event.sigev_notify == SIGEV_NONE) return success();
  }
  started(value != 0);
  return success();
}

Result<> timer_get(unsigned id, int64_t &left, int64_t &interval) {
  Enter enter;
  Guard guard(g_timers_lock);
  unsigned index;
  Timer *t = find(id, index);
  if (!t) return Errno(EINVAL);
  left = 0;
  interval = t->interval;
  if (!t->next) return success();
  left = t->next - now_of(*t, index);
  if (left <= 0 && t->event.sigev_notify == SIGEV_NONE && t->interval) left = t->interval - (-left) % t->interval;
  if (left <= 0) left = t->event.sigev_notify == SIGEV_NONE ? 0 : 1;
  return success();
}

Result<int> timer_overrun(unsigned id) {
  unsigned index;
  Timer *t = find(id, index);
  if (!t) return Errno(EINVAL);
  return static_cast<int>(t->overrun);
}

void timer_delivered(siginfo_t &info) {
  if (info.si_code != SI_TIMER || info.si_tid >= kTimers) return;
  Timer &t = g_timers[info.si_tid];
  t.overrun = __atomic_exchange_n(&t.missed, 0u, __ATOMIC_SEQ_CST);
  __atomic_store_n(&t.queued, 0u, __ATOMIC_SEQ_CST);
  info.si_overrun = static_cast<int>(t.overrun);
  info.si_tid = t.generation * kTimers + static_cast<unsigned>(info.si_tid);
}

void set_alarm(int64_t value, int64_t interval, int64_t *left, int64_t *old_interval) {
  ProcessView &v = view();
  Deadline next = value ? deadline_in(value) : 0;
  if (v.is_vfork_child) {
    if (left) *left = v.alarm_deadline ? static_cast<int64_t>(v.alarm_deadline) - monotonic_now() : 0;
    if (old_interval) *old_interval = 0;
    v.alarm_deadline = static_cast<uint64_t>(next);
    return;
  }
  {
    Enter enter;
    Guard guard(g_timers_lock);
    Timer &t = g_timers[kReal];
    t.clock = CLOCK_MONOTONIC;
    t.event.sigev_notify = SIGEV_SIGNAL;
    t.event.sigev_signo = SIGALRM;
    set(kReal, next, interval, left, old_interval);
    v.alarm_deadline = static_cast<uint64_t>(next);
  }
  started(value != 0);
}

void get_alarm(int64_t &left, int64_t &interval) {
  Enter enter;
  Guard guard(g_timers_lock);
  set(kReal, g_timers[kReal].next, g_timers[kReal].interval, &left, &interval);
}

Result<> set_cpu_timer(bool profiling, const int64_t *value, int64_t interval, int64_t *left, int64_t *old_interval) {
  unsigned index = profiling ? kProfiling : kVirtual;
  {
    Enter enter;
    Guard guard(g_timers_lock);
    Timer &t = g_timers[index];
    t.clock = CLOCK_PROCESS_CPUTIME_ID;
    t.event.sigev_notify = SIGEV_SIGNAL;
    t.event.sigev_signo = profiling ? SIGPROF : SIGVTALRM;
    int64_t next = value && *value ? now_of(t, index) + *value : 0;
    if (value) set(index, next, interval, left, old_interval);
    else set(index, t.next, t.interval, left, old_interval);
  }
  started(value && *value);
  return success();
}

void timers_rebuild() {
  g_timers_lock.reset();
  for (Timer &t : g_timers) t.used = false, t.next = 0, t.queued = 0;
}

} // namespace tern::time
