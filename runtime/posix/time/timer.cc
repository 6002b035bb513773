// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <time.h>, <sys/time.h>, <unistd.h>: timers.
#include "core/user_memory.h"
#include "core/sections.h"
#include "time/clocks.h"
#include "time/timers.h"
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

using namespace tern;
namespace clocks = tern::time;

// XSH timer_create. EINVAL: clock, event. EAGAIN: too many.
TERN_EXPORT int timer_create(clockid_t clock, struct sigevent *__restrict event, timer_t *__restrict out) {
  if (!readable_or_null(event) || !writable(out)) return fault();
  auto r = clocks::timer_make(clock, event);
  if (!r.ok()) return errno = r.error().value, -1;
  *out = static_cast<timer_t>(r.value());
  return 0;
}
TERN_EXPORT int timer_delete(timer_t id) { return to_errno(clocks::timer_remove(static_cast<unsigned>(id))); }

TERN_EXPORT int timer_settime(timer_t id, int flags, const struct itimerspec *__restrict wanted, struct itimerspec *__restrict old) {
  if (wanted && (!readable(wanted) || !writable_or_null(old))) return fault();
  if (!wanted || !clocks::valid(wanted->it_value) || !clocks::valid(wanted->it_interval) || wanted->it_value.tv_sec < 0) return errno = EINVAL, -1;
  int64_t left, interval;
  auto r = clocks::timer_set(static_cast<unsigned>(id), flags & TIMER_ABSTIME, clocks::to_ticks(wanted->it_value),
                             clocks::to_ticks(wanted->it_interval), &left, &interval);
  if (r.ok() && old) *old = {clocks::to_timespec(interval), clocks::to_timespec(left)};
  return to_errno(static_cast<Result<> &&>(r));
}
TERN_EXPORT int timer_gettime(timer_t id, struct itimerspec *out) {
  if (!writable(out)) return fault();
  int64_t left = 0, interval = 0;
  auto r = clocks::timer_get(static_cast<unsigned>(id), left, interval);
  if (r.ok()) *out = {clocks::to_timespec(interval), clocks::to_timespec(left)};
  return to_errno(static_cast<Result<> &&>(r));
}
TERN_EXPORT int timer_getoverrun(timer_t id) { return to_errno(clocks::timer_overrun(static_cast<unsigned>(id))); }

// ---- interval timers
static bool valid(const struct timeval &t) { return t.tv_usec >= 0 && t.tv_usec < 1000000 && t.tv_sec >= 0; }
static int64_t ticks(const struct timeval &t) { return clocks::to_ticks({t.tv_sec, static_cast<long>(t.tv_usec * 1000)}); }
static struct timeval timeval_of(int64_t t) {
  return {static_cast<time_t>(t / clocks::kTicksPerSecond), static_cast<suseconds_t>((t % clocks::kTicksPerSecond + 9) / 10)};
}

static int interval_timer(int which, const struct itimerval *wanted, struct itimerval *old) {
  if (wanted && (!valid(wanted->it_value) || !valid(wanted->it_interval))) return errno = EINVAL, -1;
  int64_t left = 0, interval = 0, value = wanted ? ticks(wanted->it_value) : 0, repeat = wanted ? ticks(wanted->it_interval) : 0;
  switch (which) {
  case ITIMER_REAL:
    if (wanted) clocks::set_alarm(value, repeat, &left, &interval);
    else clocks::get_alarm(left, interval);
    break;
  case ITIMER_VIRTUAL:
  case ITIMER_PROF: (void)clocks::set_cpu_timer(which == ITIMER_PROF, wanted ? &value : nullptr, repeat, &left, &interval); break;
  default: return errno = EINVAL, -1;
  }
  if (old) *old = {timeval_of(interval), timeval_of(left)};
  return 0;
}
TERN_EXPORT int setitimer(int which, const struct itimerval *__restrict wanted, struct itimerval *__restrict old) {
  if (!readable_or_null(wanted) || !writable_or_null(old)) return fault();
  return interval_timer(which, wanted, old);
}
TERN_EXPORT int getitimer(int which, struct itimerval *out) { return writable(out) ? interval_timer(which, nullptr, out) : fault(); }

// XSH alarm: the seconds that were left, rounded up to 1 at least.
TERN_EXPORT unsigned alarm(unsigned seconds) {
  int64_t left;
  clocks::set_alarm(static_cast<int64_t>(seconds) * clocks::kTicksPerSecond, 0, &left, nullptr);
  if (left <= 0) return 0;
  int64_t rounded = (left + clocks::kTicksPerSecond / 2) / clocks::kTicksPerSecond;
  return static_cast<unsigned>(rounded ? rounded : 1);
}
TERN_EXPORT useconds_t ualarm(useconds_t value, useconds_t interval) {
  int64_t left;
  clocks::set_alarm(static_cast<int64_t>(value) * 10, static_cast<int64_t>(interval) * 10, &left, nullptr);
  return static_cast<useconds_t>(left > 0 ? (left + 9) / 10 : 0);
}
