// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <pthread.h>: mutexes (XSH pthread_mutex_*). All return 0 or an errno value; none fails with EINTR.
#include "core/sections.h"
#include "thread/mutex.h"
#include "thread/scheduling.h"

using namespace tern;
using namespace tern::thread;

TERN_EXPORT int pthread_mutex_init(pthread_mutex_t *m, const pthread_mutexattr_t *a) { return mutex_init(of(m), a); }
TERN_EXPORT int pthread_mutex_destroy(pthread_mutex_t *m) { return mutex_destroy(of(m)); }
// The common case, a free normal mutex of this process, is one locked instruction.
TERN_EXPORT int pthread_mutex_lock(pthread_mutex_t *m) {
  Mutex &mutex = of(m);
  uint32_t free = 0;
  if (!mutex.tracks_owner() && __atomic_compare_exchange_n(&mutex.word, &free, 1u, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) [[likely]]
    return 0;
  return mutex_lock(mutex);
}
TERN_EXPORT int pthread_mutex_trylock(pthread_mutex_t *m) { return mutex_trylock(of(m)); }
TERN_EXPORT int pthread_mutex_unlock(pthread_mutex_t *m) {
  Mutex &mutex = of(m);
  if (mutex.tracks_owner()) return mutex_unlock(mutex);
  if (__atomic_exchange_n(&mutex.word, 0u, __ATOMIC_SEQ_CST) == 2) [[unlikely]]
    wake_one(&mutex.word, nullptr);
  return 0;
}
TERN_EXPORT int pthread_mutex_consistent(pthread_mutex_t *m) { return mutex_consistent(of(m)); }

TERN_EXPORT int pthread_mutex_clocklock(pthread_mutex_t *m, clockid_t clock, const struct timespec *when) {
  int e = mutex_trylock(of(m));
  if (e != EBUSY && e != EDEADLK) return e;
  auto deadline = deadline_of(clock, when);
  if (!deadline.ok()) return deadline.error().value;
  return mutex_lock(of(m), deadline.value());
}
TERN_EXPORT int pthread_mutex_timedlock(pthread_mutex_t *m, const struct timespec *when) {
  return pthread_mutex_clocklock(m, CLOCK_REALTIME, when);
}

// The ceiling is kept and checked, and has no effect on scheduling (docs/how/threads.md).
TERN_EXPORT int pthread_mutex_getprioceiling(const pthread_mutex_t *m, int *ceiling) {
  const Mutex &mutex = of(const_cast<pthread_mutex_t *>(m));
  if ((mutex.kind & Mutex::kProtocolMask) >> Mutex::kProtocolShift != PTHREAD_PRIO_PROTECT) return EINVAL;
  *ceiling = mutex.ceiling;
  return 0;
}
TERN_EXPORT int pthread_mutex_setprioceiling(pthread_mutex_t *m, int ceiling, int *old) {
  Mutex &mutex = of(m);
  if ((mutex.kind & Mutex::kProtocolMask) >> Mutex::kProtocolShift != PTHREAD_PRIO_PROTECT) return EINVAL;
  if (ceiling < kMinPriority || ceiling > kMaxPriority) return EINVAL;
  if (int e = mutex_lock(mutex); e && e != EOWNERDEAD) return e;
  if (old) *old = mutex.ceiling;
  mutex.ceiling = ceiling;
  return mutex_unlock(mutex);
}

// ---- attributes
TERN_EXPORT int pthread_mutexattr_init(pthread_mutexattr_t *a) {
  of(a) = {PTHREAD_MUTEX_DEFAULT, kMinPriority};
  return 0;
}
TERN_EXPORT int pthread_mutexattr_destroy(pthread_mutexattr_t *) { return 0; }
TERN_EXPORT int pthread_mutexattr_gettype(const pthread_mutexattr_t *a, int *type) {
  *type = static_cast<int>(of(a).kind & Mutex::kTypeMask);
  return 0;
}
TERN_EXPORT int pthread_mutexattr_settype(pthread_mutexattr_t *a, int type) {
  if (type != PTHREAD_MUTEX_NORMAL && type != PTHREAD_MUTEX_RECURSIVE && type != PTHREAD_MUTEX_ERRORCHECK) return EINVAL;
  of(a).kind = (of(a).kind & ~uint64_t{Mutex::kTypeMask}) | static_cast<uint64_t>(type);
  return 0;
}
static int set_flag(pthread_mutexattr_t *a, uint64_t flag, int value) {
  if (value != 0 && value != 1) return EINVAL;
  of(a).kind = value ? of(a).kind | flag : of(a).kind & ~flag;
  return 0;
}
TERN_EXPORT int pthread_mutexattr_getpshared(const pthread_mutexattr_t *a, int *shared) {
  *shared = of(a).kind & Mutex::kShared ? PTHREAD_PROCESS_SHARED : PTHREAD_PROCESS_PRIVATE;
  return 0;
}
TERN_EXPORT int pthread_mutexattr_setpshared(pthread_mutexattr_t *a, int shared) { return set_flag(a, Mutex::kShared, shared); }
TERN_EXPORT int pthread_mutexattr_getrobust(const pthread_mutexattr_t *a, int *robust) {
  *robust = of(a).kind & Mutex::kRobust ? PTHREAD_MUTEX_ROBUST : PTHREAD_MUTEX_STALLED;
  return 0;
}
TERN_EXPORT int pthread_mutexattr_setrobust(pthread_mutexattr_t *a, int robust) { return set_flag(a, Mutex::kRobust, robust); }
TERN_EXPORT int pthread_mutexattr_getprotocol(const pthread_mutexattr_t *a, int *protocol) {
  *protocol = static_cast<int>((of(a).kind & Mutex::kProtocolMask) >> Mutex::kProtocolShift);
  return 0;
}
TERN_EXPORT int pthread_mutexattr_setprotocol(pthread_mutexattr_t *a, int protocol) {
  if (protocol < PTHREAD_PRIO_NONE || protocol > PTHREAD_PRIO_PROTECT) return EINVAL;
  of(a).kind = (of(a).kind & ~uint64_t{Mutex::kProtocolMask}) | static_cast<uint64_t>(protocol) << Mutex::kProtocolShift;
  return 0;
}
TERN_EXPORT int pthread_mutexattr_getprioceiling(const pthread_mutexattr_t *a, int *ceiling) {
  *ceiling = static_cast<int>(of(a).ceiling);
  return 0;
}
TERN_EXPORT int pthread_mutexattr_setprioceiling(pthread_mutexattr_t *a, int ceiling) {
  if (ceiling < kMinPriority || ceiling > kMaxPriority) return EINVAL;
  of(a).ceiling = ceiling;
  return 0;
}
