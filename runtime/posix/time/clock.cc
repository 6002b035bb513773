// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <time.h>, <sys/time.h>, <sys/times.h>: reading and setting clocks. Async-signal-safe.
#include "core/sections.h"
#include "core/user_memory.h"
#include "core/view.h"
#include "nt/clock.h"
#include "nt/process.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "process/table.h"
#include "thread/threads.h"
#include "time/clocks.h"
#include <sys/time.h>
#include <time.h>

using namespace tern;
namespace clocks = tern::time;

// XSH clock_gettime. EINVAL: no such clock.
TERN_EXPORT int clock_gettime(clockid_t clock, struct timespec *out) {
  auto r = clocks::read_clock(clock);
  if (!r.ok()) return errno = EINVAL, -1;
  *out = clocks::to_timespec(r.value());
  return 0;
}

TERN_EXPORT int clock_getres(clockid_t clock, struct timespec *out) {
  int64_t ticks = 1;
  switch (clock) {
  case CLOCK_REALTIME_COARSE:
  case CLOCK_MONOTONIC_COARSE:
  case CLOCK_PROCESS_CPUTIME_ID:
  case CLOCK_THREAD_CPUTIME_ID: ticks = nt::clock_tick(); break;
  default:
    if (!clocks::read_clock(clock).ok()) return errno = EINVAL, -1;
  }
  if (out) *out = clocks::to_timespec(ticks);
  return 0;
}

// EPERM without the privilege, or for a clock that cannot be set.
TERN_EXPORT int clock_settime(clockid_t clock, const struct timespec *when) {
  if (!readable(when)) return fault();
  if (!clocks::valid(*when) || !clocks::read_clock(clock).ok()) return errno = EINVAL, -1;
  if (clock != CLOCK_REALTIME) return errno = EINVAL, -1;
  auto status = nt::set_system_time(clocks::to_ticks(*when) + clocks::kUnixEpoch);
  if (!status.ok()) return errno = EPERM, -1;
  return 0;
}
TERN_EXPORT int settimeofday(const struct timeval *tv, const struct timezone *) {
  if (!tv) return 0;
  struct timespec when = {tv->tv_sec, tv->tv_usec * 1000};
  return clock_settime(CLOCK_REALTIME, &when);
}
TERN_EXPORT int stime(const time_t *t) {
  struct timespec when = {*t, 0};
  return clock_settime(CLOCK_REALTIME, &when);
}

TERN_EXPORT int gettimeofday(struct timeval *__restrict tv, void *__restrict zone) {
  if (tv) {
    int64_t now = clocks::realtime_now();
    tv->tv_sec = now / clocks::kTicksPerSecond;
    tv->tv_usec = now % clocks::kTicksPerSecond / 10;
  }
  if (zone) {
    auto *z = static_cast<struct timezone *>(zone);
    nt::ZoneRule rule;
    bool known = nt::zone_rule(rule);
    z->tz_minuteswest = known ? rule.bias + rule.standard_bias : 0;
    z->tz_dsttime = known && rule.daylight.month != 0;
  }
  return 0;
}

TERN_EXPORT time_t time(time_t *out) {
  time_t now = clocks::realtime_now() / clocks::kTicksPerSecond;
  if (out) *out = now;
  return now;
}

TERN_EXPORT int timespec_get(struct timespec *out, int base) {
  if (base != TIME_UTC) return 0;
  *out = clocks::to_timespec(clocks::realtime_now());
  return base;
}
TERN_EXPORT int timespec_getres(struct timespec *out, int base) {
  if (base != TIME_UTC) return 0;
  if (out) *out = {0, 100};
  return base;
}

// ESRCH: no such process. Returns an errno value.
TERN_EXPORT int clock_getcpuclockid(pid_t pid, clockid_t *out) {
  if (pid == 0 || pid == g_process_view.pid) {
    *out = CLOCK_PROCESS_CPUTIME_ID;
    return 0;
  }
  if (!process::find(pid)) return ESRCH;
  *out = clocks::process_clock(pid);
  return 0;
}
TERN_EXPORT int pthread_getcpuclockid(pthread_t thread, clockid_t *out) {
  Thread *t = thread::of(thread);
  if (t == current()) {
    *out = CLOCK_THREAD_CPUTIME_ID;
    return 0;
  }
  if (!thread::is_thread(t) || t->state == thread::kEnded) return ESRCH;
  *out = clocks::thread_clock(t->nt_tid);
  return 0;
}

// ISO C 7.29.2.1: microseconds of processor time.
TERN_EXPORT clock_t clock(void) {
  auto r = clocks::read_clock(CLOCK_PROCESS_CPUTIME_ID);
  return r.ok() ? static_cast<clock_t>(r.value() / 10) : static_cast<clock_t>(-1);
}
