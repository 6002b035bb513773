// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <sys/timerfd.h> (Linux).
#include "core/user_memory.h"
#include "core/enter.h"
#include "core/sections.h"
#include "fd/table.h"
#include "time/clocks.h"
#include "time/timerfd.h"
#include <fcntl.h>
#include <sys/timerfd.h>

using namespace tern;
namespace clocks = tern::time;

TERN_EXPORT int timerfd_create(clockid_t clock, int flags) {
  auto r = [&]() -> Result<int> {
    Enter enter;
    if (flags & ~(TFD_NONBLOCK | TFD_CLOEXEC)) return Errno(EINVAL);
    fd::FileRef f = TRY(clocks::make_timerfd(clock, O_RDWR | (flags & TFD_NONBLOCK ? O_NONBLOCK : 0)));
    return fd::install(static_cast<fd::FileRef &&>(f), flags & TFD_CLOEXEC);
  }();
  return to_errno(static_cast<Result<int> &&>(r));
}

// TFD_TIMER_CANCEL_ON_SET is accepted; a clock that is set does not cancel (docs/how/time.md).
TERN_EXPORT int timerfd_settime(int descriptor, int flags, const struct itimerspec *wanted, struct itimerspec *old) {
  auto r = [&]() -> Result<> {
    Enter enter;
    if (!readable(wanted) || !writable_or_null(old)) return Errno(EFAULT);
    if (flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET) || !clocks::valid(wanted->it_value) || !clocks::valid(wanted->it_interval))
      return Errno(EINVAL);
    fd::FileRef f = TRY(fd::get(descriptor));
    int64_t left, interval;
    TRY(clocks::timerfd_set(*f, flags & TFD_TIMER_ABSTIME, clocks::to_ticks(wanted->it_value), clocks::to_ticks(wanted->it_interval), &left, &interval));
    if (old) *old = {clocks::to_timespec(interval), clocks::to_timespec(left)};
    return success();
  }();
  return to_errno(static_cast<Result<> &&>(r));
}

TERN_EXPORT int timerfd_gettime(int descriptor, struct itimerspec *out) {
  auto r = [&]() -> Result<> {
    Enter enter;
    fd::FileRef f = TRY(fd::get(descriptor));
    int64_t left, interval;
    if (!writable(out)) return Errno(EFAULT);
    TRY(clocks::timerfd_get(*f, left, interval));
    *out = {clocks::to_timespec(interval), clocks::to_timespec(left)};
    return success();
  }();
  return to_errno(static_cast<Result<> &&>(r));
}
