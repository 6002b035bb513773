// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sleeping. All are cancellation points; a handler ends them with EINTR (or the rest) whatever SA_RESTART says.
#include "core/user_memory.h"
#include "core/sections.h"
#include "time/clocks.h"
#include <time.h>
#include <unistd.h>

using namespace tern;
namespace clocks = tern::time;

// XSH clock_nanosleep: returns an errno value. EINVAL: clock, nanoseconds. ENOTSUP: a clock nothing can wait for.
TERN_EXPORT int clock_nanosleep(clockid_t clock, int flags, const struct timespec *wanted, struct timespec *rest) {
  if (!readable(wanted) || !writable_or_null(rest)) return EFAULT;
  if (!clocks::valid(*wanted) || wanted->tv_sec < 0) return EINVAL;
  auto now = clocks::read_clock(clock);
  if (!now.ok() || clock == CLOCK_THREAD_CPUTIME_ID) return EINVAL;
  if (!clocks::may_sleep_on(clock)) return ENOTSUP;
  int64_t ticks = clocks::to_ticks(*wanted);
  if (!(flags & TIMER_ABSTIME)) {
    Deadline end = deadline_in(ticks);
    auto r = clocks::sleep_until(end);
    if (r.ok()) return 0;
    if (rest) {
      int64_t left = end - monotonic_now();
      *rest = clocks::to_timespec(left > 0 ? left : 0);
    }
    return r.error().value;
  }
  // The wall clock may be set meanwhile: no wait is longer than a second, then it is looked at again.
  bool wall = clocks::is_wall_clock(clock);
  for (;;) {
    int64_t left = ticks - clocks::read_clock(clock).value_or(INT64_MAX);
    if (left <= 0) return 0;
    if (wall && left > clocks::kTicksPerSecond) left = clocks::kTicksPerSecond;
    auto r = clocks::sleep_until(deadline_in(left));
    if (!r.ok()) return r.error().value;
  }
}

TERN_EXPORT int nanosleep(const struct timespec *wanted, struct timespec *rest) {
  if (int e = clock_nanosleep(CLOCK_MONOTONIC, 0, wanted, rest)) return errno = e, -1;
  return 0;
}

TERN_EXPORT int usleep(useconds_t microseconds) {
  struct timespec t = {static_cast<time_t>(microseconds / 1000000), static_cast<long>(microseconds % 1000000 * 1000)};
  return nanosleep(&t, nullptr);
}

// Returns the seconds that were left when a handler ended it, rounded.
TERN_EXPORT unsigned sleep(unsigned seconds) {
  struct timespec t = {static_cast<time_t>(seconds), 0}, rest = {0, 0};
  if (nanosleep(&t, &rest) == 0) return 0;
  return static_cast<unsigned>(rest.tv_sec + (rest.tv_nsec >= 500000000));
}
