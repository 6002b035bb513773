// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <semaphore.h>: unnamed semaphores (XSH sem_*). sem_post is async-signal-safe.
#include "core/sections.h"
#include "thread/semaphore.h"

using namespace tern;
using namespace tern::thread;

static int fail(int e) {
  errno = e;
  return -1;
}

TERN_EXPORT int sem_init(sem_t *s, int shared, unsigned value) {
  return to_errno(semaphore_init(*reinterpret_cast<CountingSemaphore *>(s), shared != 0, value));
}
TERN_EXPORT int sem_destroy(sem_t *s) {
  CountingSemaphore *c = of(s);
  if (!c) return fail(EINVAL);
  if (__atomic_load_n(&c->waiters, __ATOMIC_ACQUIRE)) return fail(EBUSY);
  c->magic = 0;
  return 0;
}
TERN_EXPORT int sem_post(sem_t *s) {
  CountingSemaphore *c = of(s);
  return c ? to_errno(semaphore_post(*c)) : fail(EINVAL);
}
TERN_EXPORT int sem_wait(sem_t *s) {
  CountingSemaphore *c = of(s);
  return c ? to_errno(semaphore_wait(*c, kForever)) : fail(EINVAL);
}
TERN_EXPORT int sem_trywait(sem_t *s) {
  CountingSemaphore *c = of(s);
  return c ? to_errno(semaphore_wait(*c, kPoll)) : fail(EINVAL);
}
TERN_EXPORT int sem_clockwait(sem_t *s, clockid_t clock, const struct timespec *when) {
  CountingSemaphore *c = of(s);
  if (!c) return fail(EINVAL);
  if (semaphore_wait(*c, kPoll).ok()) return 0;
  auto deadline = deadline_of(clock, when);
  if (!deadline.ok()) return fail(deadline.error().value);
  if (deadline.value() == kPoll) return fail(ETIMEDOUT);
  return to_errno(semaphore_wait(*c, deadline.value()));
}
TERN_EXPORT int sem_timedwait(sem_t *s, const struct timespec *when) { return sem_clockwait(s, CLOCK_REALTIME, when); }
TERN_EXPORT int sem_getvalue(sem_t *s, int *out) {
  CountingSemaphore *c = of(s);
  if (!c) return fail(EINVAL);
  *out = static_cast<int>(__atomic_load_n(&c->value, __ATOMIC_RELAXED));
  return 0;
}
