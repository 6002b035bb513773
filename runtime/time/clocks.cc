// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "time/clocks.h"
#include "nt/clock.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "nt/thread.h"
#include "process/table.h"
#include "thread/cancel.h"

namespace tern::time {

namespace {
// Ids of others' CPU clocks: bit 30, then bit 29 for a thread, then the number.
constexpr clockid_t kForeign = 1 << 30, kThread = 1 << 29, kNumber = kThread - 1;

Result<int64_t> process_cpu(nt::RawHandle process) {
  nt::ProcessTimes t;
  if (!nt::process_times(process, t).ok()) return Errno(ESRCH);
  return static_cast<int64_t>(t.kernel + t.user);
}
Result<int64_t> foreign_cpu(clockid_t clock) {
  auto number = static_cast<uint32_t>(clock & kNumber);
  if (clock & kThread) {
    nt::Handle h(nt::open_thread_for_times(number));
    nt::ProcessTimes t;
    if (!h || !nt::thread_times(h.get(), t).ok()) return Errno(ESRCH);
    return static_cast<int64_t>(t.kernel + t.user);
  }
  Slot *s = process::find(static_cast<pid_t>(number));
  nt::Handle h;
  if (!s || !nt::open_process(h, s->nt_pid, nt::kProcessQueryLimited).ok()) return Errno(ESRCH);
  return process_cpu(h.get());
}
} // namespace

int64_t realtime_now() { return nt::system_time_precise() - kUnixEpoch; }

Result<int64_t> read_clock(clockid_t clock) {
  switch (clock) {
  case CLOCK_REALTIME:
  case CLOCK_REALTIME_ALARM: return realtime_now();
  case CLOCK_MONOTONIC:
  case CLOCK_MONOTONIC_RAW:
  case CLOCK_BOOTTIME:
  case CLOCK_BOOTTIME_ALARM: return monotonic_now();
  case CLOCK_REALTIME_COARSE: return nt::coarse_system_time() - kUnixEpoch;
  case CLOCK_MONOTONIC_COARSE: return nt::coarse_interrupt_time();
  case CLOCK_PROCESS_CPUTIME_ID: return process_cpu(nt::current_process());
  case CLOCK_THREAD_CPUTIME_ID: {
    nt::ProcessTimes t;
    if (!nt::thread_times(nt::current_thread(), t).ok()) return Errno(EINVAL);
    return static_cast<int64_t>(t.kernel + t.user);
  }
  }
  if (clock & kForeign && clock > 0) return foreign_cpu(clock);
  return Errno(EINVAL);
}

bool is_wall_clock(clockid_t c) { return c == CLOCK_REALTIME || c == CLOCK_REALTIME_COARSE || c == CLOCK_REALTIME_ALARM; }

bool may_sleep_on(clockid_t c) {
  return c != CLOCK_PROCESS_CPUTIME_ID && c != CLOCK_THREAD_CPUTIME_ID && !(c & kForeign);
}

bool valid(const timespec &t) { return t.tv_nsec >= 0 && t.tv_nsec < 1000000000; }

int64_t to_ticks(const timespec &t) {
  int64_t r;
  if (__builtin_mul_overflow(static_cast<int64_t>(t.tv_sec), kTicksPerSecond, &r) ||
      __builtin_add_overflow(r, (t.tv_nsec + 99) / 100, &r))
    return t.tv_sec < 0 ? INT64_MIN : INT64_MAX;
  return r;
}

timespec to_timespec(int64_t ticks) {
  int64_t s = ticks / kTicksPerSecond, rest = ticks % kTicksPerSecond;
  if (rest < 0) --s, rest += kTicksPerSecond;
  return {static_cast<time_t>(s), static_cast<long>(rest * 100)};
}

clockid_t process_clock(pid_t pid) { return kForeign | (pid & kNumber); }
clockid_t thread_clock(uint32_t nt_tid) { return kForeign | kThread | static_cast<clockid_t>(nt_tid & kNumber); }

Result<> sleep_until(Deadline deadline) {
  static constinit uint32_t never = 0;
  return cancellation_point([&]() -> Result<> {
    switch (wait_address(&never, 0, deadline, WaitPolicy::Interruptible)) {
    case WaitOutcome::TimedOut: return success();
    case WaitOutcome::Wanted: return interrupted(WaitPolicy::Interruptible);
    case WaitOutcome::Signalled: break;
    }
    return Errno(kRestart);
  });
}

} // namespace tern::time
