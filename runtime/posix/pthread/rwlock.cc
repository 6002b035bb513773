// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <pthread.h>: read-write locks (XSH pthread_rwlock_*).
#include "core/sections.h"
#include "thread/rwlock.h"

using namespace tern;
using namespace tern::thread;

namespace {
struct Flag {
  uint64_t value, spare;
};
template <class Lock> int timed(Lock lock, pthread_rwlock_t *l, clockid_t clock, const struct timespec *when) {
  int e = lock(of(l), kPoll);
  if (e != EBUSY) return e;
  auto deadline = deadline_of(clock, when);
  if (!deadline.ok()) return deadline.error().value;
  return deadline.value() == kPoll ? ETIMEDOUT : lock(of(l), deadline.value());
}
} // namespace

TERN_EXPORT int pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *a) {
  ReadWriteLock &l = of(lock);
  l = {};
  if (a && reinterpret_cast<const Flag *>(a)->value == PTHREAD_PROCESS_SHARED && !(l.shared.id = new_shared_id())) return EAGAIN;
  return 0;
}
TERN_EXPORT int pthread_rwlock_destroy(pthread_rwlock_t *l) { return of(l).state ? EBUSY : 0; }
TERN_EXPORT int pthread_rwlock_rdlock(pthread_rwlock_t *l) { return rwlock_read(of(l), kForever); }
TERN_EXPORT int pthread_rwlock_wrlock(pthread_rwlock_t *l) { return rwlock_write(of(l), kForever); }
TERN_EXPORT int pthread_rwlock_tryrdlock(pthread_rwlock_t *l) { return rwlock_read(of(l), kPoll); }
TERN_EXPORT int pthread_rwlock_trywrlock(pthread_rwlock_t *l) { return rwlock_write(of(l), kPoll); }
TERN_EXPORT int pthread_rwlock_unlock(pthread_rwlock_t *l) { return rwlock_unlock(of(l)); }
TERN_EXPORT int pthread_rwlock_clockrdlock(pthread_rwlock_t *l, clockid_t c, const struct timespec *t) { return timed(rwlock_read, l, c, t); }
TERN_EXPORT int pthread_rwlock_clockwrlock(pthread_rwlock_t *l, clockid_t c, const struct timespec *t) { return timed(rwlock_write, l, c, t); }
TERN_EXPORT int pthread_rwlock_timedrdlock(pthread_rwlock_t *l, const struct timespec *t) { return timed(rwlock_read, l, CLOCK_REALTIME, t); }
TERN_EXPORT int pthread_rwlock_timedwrlock(pthread_rwlock_t *l, const struct timespec *t) { return timed(rwlock_write, l, CLOCK_REALTIME, t); }

TERN_EXPORT int pthread_rwlockattr_init(pthread_rwlockattr_t *a) { *reinterpret_cast<Flag *>(a) = {}; return 0; }
TERN_EXPORT int pthread_rwlockattr_destroy(pthread_rwlockattr_t *) { return 0; }
TERN_EXPORT int pthread_rwlockattr_getpshared(const pthread_rwlockattr_t *a, int *shared) {
  *shared = static_cast<int>(reinterpret_cast<const Flag *>(a)->value);
  return 0;
}
TERN_EXPORT int pthread_rwlockattr_setpshared(pthread_rwlockattr_t *a, int shared) {
  if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED) return EINVAL;
  reinterpret_cast<Flag *>(a)->value = static_cast<uint64_t>(shared);
  return 0;
}
