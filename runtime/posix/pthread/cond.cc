// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <pthread.h>: condition variables (XSH pthread_cond_*). Waiting is a cancellation point.
#include "core/sections.h"
#include "thread/condition.h"

using namespace tern;
using namespace tern::thread;

namespace {
struct ConditionAttributes {
  uint64_t shared;
  uint64_t clock;
};
ConditionAttributes &of(pthread_condattr_t *a) { return *reinterpret_cast<ConditionAttributes *>(a); }
const ConditionAttributes &of(const pthread_condattr_t *a) { return *reinterpret_cast<const ConditionAttributes *>(a); }
clockid_t clock_of(const Condition &c) { return c.clock ? static_cast<clockid_t>(c.clock) : CLOCK_REALTIME; }
} // namespace

TERN_EXPORT int pthread_cond_init(pthread_cond_t *cond, const pthread_condattr_t *a) {
  Condition &c = thread::of(cond);
  c = {};
  if (!a) return 0;
  c.clock = static_cast<uint32_t>(of(a).clock);
  if (of(a).shared == PTHREAD_PROCESS_SHARED && !(c.shared.id = new_shared_id())) return EAGAIN;
  return 0;
}
TERN_EXPORT int pthread_cond_destroy(pthread_cond_t *c) { return condition_destroy(thread::of(c)), 0; }
TERN_EXPORT int pthread_cond_signal(pthread_cond_t *c) { return condition_signal(thread::of(c)), 0; }
TERN_EXPORT int pthread_cond_broadcast(pthread_cond_t *c) { return condition_broadcast(thread::of(c)), 0; }
TERN_EXPORT int pthread_cond_wait(pthread_cond_t *c, pthread_mutex_t *m) {
  return condition_wait(thread::of(c), thread::of(m), kForever);
}
TERN_EXPORT int pthread_cond_clockwait(pthread_cond_t *c, pthread_mutex_t *m, clockid_t clock, const struct timespec *when) {
  auto deadline = deadline_of(clock, when);
  if (!deadline.ok()) return deadline.error().value;
  return condition_wait(thread::of(c), thread::of(m), deadline.value());
}
TERN_EXPORT int pthread_cond_timedwait(pthread_cond_t *c, pthread_mutex_t *m, const struct timespec *when) {
  return pthread_cond_clockwait(c, m, clock_of(thread::of(c)), when);
}

TERN_EXPORT int pthread_condattr_init(pthread_condattr_t *a) {
  of(a) = {PTHREAD_PROCESS_PRIVATE, CLOCK_REALTIME};
  return 0;
}
TERN_EXPORT int pthread_condattr_destroy(pthread_condattr_t *) { return 0; }
TERN_EXPORT int pthread_condattr_getclock(const pthread_condattr_t *a, clockid_t *clock) {
  *clock = static_cast<clockid_t>(of(a).clock);
  return 0;
}
TERN_EXPORT int pthread_condattr_setclock(pthread_condattr_t *a, clockid_t clock) {
  if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) return EINVAL;
  of(a).clock = static_cast<uint64_t>(clock);
  return 0;
}
TERN_EXPORT int pthread_condattr_getpshared(const pthread_condattr_t *a, int *shared) {
  *shared = static_cast<int>(of(a).shared);
  return 0;
}
TERN_EXPORT int pthread_condattr_setpshared(pthread_condattr_t *a, int shared) {
  if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED) return EINVAL;
  of(a).shared = static_cast<uint64_t>(shared);
  return 0;
}
