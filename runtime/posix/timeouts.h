// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Time-outs of calls that wait: null is for ever, zero looks once.
#pragma once
#include "core/result.h"
#include "core/wait.h"
#include <sys/time.h>
#include <time.h>

namespace tern {

inline Result<Deadline> deadline_after(time_t seconds, int64_t hundred_ns) {
  if (seconds == 0 && hundred_ns == 0) return kPoll;
  if (seconds > INT64_MAX / 10000000 / 2) return kForever;
  return deadline_in(seconds * 10000000 + hundred_ns);
}

// Errors: EINVAL.
inline Result<Deadline> deadline_of(const timespec *t) {
  if (!t) return kForever;
  if (t->tv_sec < 0 || t->tv_nsec < 0 || t->tv_nsec >= 1000000000) return Errno(EINVAL);
  return deadline_after(t->tv_sec, (t->tv_nsec + 99) / 100);
}
inline Result<Deadline> deadline_of(const timeval *t) {
  if (!t) return kForever;
  if (t->tv_sec < 0 || t->tv_usec < 0 || t->tv_usec >= 1000000) return Errno(EINVAL);
  return deadline_after(t->tv_sec, t->tv_usec * 10);
}

} // namespace tern
