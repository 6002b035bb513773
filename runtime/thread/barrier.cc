// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers and spin locks: XSH pthread_barrier_*, pthread_spin_*.
#include "core/sections.h"
#include "nt/sync.h"
#include "thread/futex.h"
#include <pthread.h>

using namespace tern;
using namespace tern::thread;

namespace {
struct Barrier {
  uint32_t count;   // threads that must meet
  uint32_t arrived;
  uint32_t round;   // changes when they have met
  uint32_t leaving; // threads of the last round that still look at the object
  SharedWait shared;
  uint32_t busy;    // guards arrived and round for a few instructions
  uint32_t pad;
  uint64_t spare[3];
};
static_assert(sizeof(Barrier) == sizeof(pthread_barrier_t));
Barrier &of(pthread_barrier_t *b) { return *reinterpret_cast<Barrier *>(b); }
SharedWait *shared_of(Barrier &b) { return b.shared.id ? &b.shared : nullptr; }
struct Flag {
  uint64_t value, spare;
};
} // namespace

TERN_EXPORT int pthread_barrier_init(pthread_barrier_t *barrier, const pthread_barrierattr_t *a, unsigned count) {
  if (count == 0) return EINVAL;
  Barrier &b = of(barrier);
  b = {};
  b.count = count;
  if (a && reinterpret_cast<const Flag *>(a)->value == PTHREAD_PROCESS_SHARED && !(b.shared.id = new_shared_id())) return EAGAIN;
  return 0;
}

TERN_EXPORT int pthread_barrier_destroy(pthread_barrier_t *barrier) {
  Barrier &b = of(barrier);
  if (__atomic_load_n(&b.arrived, __ATOMIC_ACQUIRE)) return EBUSY;
  while (__atomic_load_n(&b.leaving, __ATOMIC_ACQUIRE)) nt::yield_thread();
  b.count = 0;
  return 0;
}

TERN_EXPORT int pthread_barrier_wait(pthread_barrier_t *barrier) {
  Barrier &b = of(barrier);
  if (b.count == 0) return EINVAL;
  for (;;) { // a round may begin only when all of the last one have left: they look at `round`
    while (__atomic_exchange_n(&b.busy, 1u, __ATOMIC_ACQUIRE)) nt::yield_thread();
    if (__atomic_load_n(&b.leaving, __ATOMIC_ACQUIRE) == 0) break;
    __atomic_store_n(&b.busy, 0u, __ATOMIC_RELEASE);
    nt::yield_thread();
  }
  uint32_t round = b.round;
  bool last = ++b.arrived == b.count;
  if (last) {
    b.arrived = 0;
    __atomic_store_n(&b.leaving, b.count - 1, __ATOMIC_RELAXED);
    __atomic_store_n(&b.round, round + 1, __ATOMIC_SEQ_CST);
  }
  __atomic_store_n(&b.busy, 0u, __ATOMIC_RELEASE);
  if (last) {
    wake_all(&b.round, shared_of(b));
    return PTHREAD_BARRIER_SERIAL_THREAD;
  }
  while (__atomic_load_n(&b.round, __ATOMIC_SEQ_CST) == round) sleep_on(&b.round, round, kForever, Cancel::No, shared_of(b));
  __atomic_sub_fetch(&b.leaving, 1, __ATOMIC_RELEASE);
  return 0;
}

TERN_EXPORT int pthread_barrierattr_init(pthread_barrierattr_t *a) { *reinterpret_cast<Flag *>(a) = {}; return 0; }
TERN_EXPORT int pthread_barrierattr_destroy(pthread_barrierattr_t *) { return 0; }
TERN_EXPORT int pthread_barrierattr_getpshared(const pthread_barrierattr_t *a, int *shared) {
  *shared = static_cast<int>(reinterpret_cast<const Flag *>(a)->value);
  return 0;
}
TERN_EXPORT int pthread_barrierattr_setpshared(pthread_barrierattr_t *a, int shared) {
  if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED) return EINVAL;
  reinterpret_cast<Flag *>(a)->value = static_cast<uint64_t>(shared);
  return 0;
}

// ---- spin locks: they work between processes as they are.
static uint32_t *word(pthread_spinlock_t *l) { return reinterpret_cast<uint32_t *>(l); }

TERN_EXPORT int pthread_spin_init(pthread_spinlock_t *l, int shared) {
  if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED) return EINVAL;
  *l = {};
  return 0;
}
TERN_EXPORT int pthread_spin_destroy(pthread_spinlock_t *) { return 0; }
TERN_EXPORT int pthread_spin_trylock(pthread_spinlock_t *l) {
  uint32_t free = 0;
  return __atomic_compare_exchange_n(word(l), &free, 1u, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED) ? 0 : EBUSY;
}
TERN_EXPORT int pthread_spin_lock(pthread_spinlock_t *l) {
  for (unsigned n = 0; pthread_spin_trylock(l); ++n) {
    if (n % 64 == 63) nt::yield_thread(); // the holder may not be running
    else __builtin_ia32_pause();
  }
  return 0;
}
TERN_EXPORT int pthread_spin_unlock(pthread_spinlock_t *l) {
  __atomic_store_n(word(l), 0u, __ATOMIC_RELEASE);
  return 0;
}
