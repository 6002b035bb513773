// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/usage.h"
#include "core/shared_state.h"
#include "nt/process.h"
#include "nt/sync.h"
#include <string.h>

namespace tern::process {

ChildUsage own_usage() {
  ChildUsage u{};
  nt::ProcessTimes t{};
  nt::MemoryCounters m{};
  if (nt::process_times(nt::current_process(), t).ok()) u.user = t.user, u.kernel = t.kernel;
  if (nt::memory_counters(nt::current_process(), m).ok()) u.peak_memory = m.peak_working_set, u.page_faults = m.page_faults;
  u.user += own_slot_detail().user_time;
  u.kernel += own_slot_detail().kernel_time;
  return u;
}

static timeval time_of(uint64_t hundred_ns) {
  return {static_cast<time_t>(hundred_ns / 10000000), static_cast<suseconds_t>(hundred_ns % 10000000 / 10)};
}

void fill_rusage(const ChildUsage &u, struct rusage &r) {
  memset(&r, 0, sizeof r);
  r.ru_utime = time_of(u.user);
  r.ru_stime = time_of(u.kernel);
  r.ru_maxrss = static_cast<long>(u.peak_memory / 1024);
  r.ru_minflt = static_cast<long>(u.page_faults);
}

} // namespace tern::process
