// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/times.h"
#include "fs/stat.h"
#include "nt/status.h"
#include "nt/sync.h"

namespace tern::fs {

static Result<int64_t> one(const timespec *t, int64_t now) {
  if (!t || t->tv_nsec == UTIME_NOW) return now;
  if (t->tv_nsec == UTIME_OMIT) return int64_t{0};
  if (t->tv_nsec < 0 || t->tv_nsec >= 1000000000) return Errno(EINVAL);
  int64_t value = from_timespec(*t);
  // 0 and below mean something else to NT; the first instant it can name is 1601.
  return value < 1 ? int64_t{1} : value;
}

Result<> set_file_times(nt::RawHandle h, const timespec times[2]) {
  int64_t now = nt::system_time_precise();
  nt::FileTimes t;
  t.access = TRY(one(times ? &times[0] : nullptr, now));
  t.write = TRY(one(times ? &times[1] : nullptr, now));
  if (!t.access && !t.write) return success();
  nt::Status s = nt::set_times(h, t);
  if (!s.ok()) return nt::errno_of(s);
  return success();
}

} // namespace tern::fs
