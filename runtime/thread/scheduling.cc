// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/scheduling.h"
#include "nt/thread.h"

namespace tern::thread {

bool valid_priority(int policy, int priority) {
  switch (policy) {
  case SCHED_FIFO:
  case SCHED_RR: return priority >= kMinPriority && priority <= kMaxPriority;
  case SCHED_OTHER: return priority == 0;
#ifdef SCHED_BATCH
  case SCHED_BATCH:
  case SCHED_IDLE: return priority == 0;
#endif
  default: return false;
  }
}

// NT has no FIFO class for ordinary programs: both real-time policies become a higher priority with NT's time slices.
static int nt_priority(int policy, int priority) {
  switch (policy) {
  case SCHED_FIFO:
  case SCHED_RR: return priority >= 31 ? 15 : priority >= 16 ? 2 : priority >= 8 ? 1 : 0;
#ifdef SCHED_BATCH
  case SCHED_BATCH: return -1;
  case SCHED_IDLE: return -15;
#endif
  default: return 0;
  }
}

Result<> apply_priority(Thread *t) {
  auto handle = t == current_or_null() ? nullptr : t->nt_handle;
  if (!nt::set_thread_priority(handle, nt_priority(t->sched_policy, t->sched_priority)).ok()) return Errno(EPERM);
  return success();
}

Result<> apply_affinity(Thread *t) {
  uint64_t mask = (t->affinity ? t->affinity : ~uint64_t{0}) & nt::process_affinity();
  if (!mask) return Errno(EINVAL);
  auto handle = t == current_or_null() ? nullptr : t->nt_handle;
  if (!nt::set_thread_affinity(handle, mask).ok()) return Errno(EINVAL);
  return success();
}

} // namespace tern::thread
