// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Timers that signal or call: timer_create and the three interval timers. The helper thread (signal/helper.h) fires them.
#pragma once
#include "core/result.h"
#include <signal.h>
#include <stdint.h>
#include <time.h>

namespace tern::time {

constexpr unsigned kTimers = 256; // TIMER_MAX

Result<unsigned> timer_make(clockid_t, const struct sigevent *); // EINVAL, EAGAIN, ENOTSUP
Result<> timer_remove(unsigned);                                 // EINVAL
// `value` in 100 ns units; 0: disarm. Gives what was left and the old interval.
Result<> timer_set(unsigned, bool absolute, int64_t value, int64_t interval, int64_t *left, int64_t *old_interval);
Result<> timer_get(unsigned, int64_t &left, int64_t &interval);
Result<int> timer_overrun(unsigned);

// ITIMER_REAL and alarm(). In a vfork child only its view's alarm changes.
void set_alarm(int64_t value, int64_t interval, int64_t *left, int64_t *old_interval);
void get_alarm(int64_t &left, int64_t &interval);
// ITIMER_VIRTUAL, ITIMER_PROF (`profiling`): the process's processor time.
Result<> set_cpu_timer(bool profiling, const int64_t *value, int64_t interval, int64_t *left, int64_t *old_interval);

// A timer's signal is delivered: fills si_overrun, lets the next one queue. signal/generate.cc: take
void timer_delivered(siginfo_t &);

void timers_rebuild(); // forked child: none

} // namespace tern::time
