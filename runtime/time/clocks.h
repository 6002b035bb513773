// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clocks in 100 ns units ("ticks"); docs/how/time.md.
#pragma once
#include "core/result.h"
#include "core/wait.h"
#include <time.h>

namespace tern::time {

constexpr int64_t kTicksPerSecond = 10000000;
constexpr int64_t kUnixEpoch = 116444736000000000; // 1970 in NT's count since 1601

int64_t realtime_now(); // ticks since 1970
Result<int64_t> read_clock(clockid_t); // EINVAL; ESRCH for the CPU clock of a process that is gone
bool may_sleep_on(clockid_t);          // not the CPU-time clocks
bool is_wall_clock(clockid_t);
int64_t to_ticks(const timespec &);    // rounds up; saturates
timespec to_timespec(int64_t ticks);
bool valid(const timespec &);          // tv_nsec in range

// CPU clocks of others: clock_getcpuclockid and pthread_getcpuclockid make such ids.
clockid_t process_clock(pid_t);
clockid_t thread_clock(uint32_t nt_tid);

// Sleeps until the deadline. Handlers end it with EINTR, a cancellation does not return.
Result<> sleep_until(Deadline);

} // namespace tern::time
