// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/rwlock.h"
#include "nt/sync.h"

namespace tern::thread {

namespace {
uint64_t identity(const ReadWriteLock &l) {
  Thread *t = current();
  if (l.shared.id) return static_cast<uint64_t>(nt::current_process_id()) << 32 | t->tid;
  return reinterpret_cast<uintptr_t>(t);
}
SharedWait *shared_of(ReadWriteLock &l) { return l.shared.id ? &l.shared : nullptr; }

bool try_read(ReadWriteLock &l, uint32_t &seen) {
  seen = __atomic_load_n(&l.state, __ATOMIC_RELAXED);
  while (seen < ReadWriteLock::kWriter - 1)
    if (__atomic_compare_exchange_n(&l.state, &seen, seen + 1, true, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return true;
  return false;
}
bool try_write(ReadWriteLock &l, uint32_t &seen) {
  seen = 0;
  if (!__atomic_compare_exchange_n(&l.state, &seen, ReadWriteLock::kWriter, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return false;
  __atomic_store_n(&l.writer, identity(l), __ATOMIC_RELAXED);
  return true;
}

template <class Try> int lock(ReadWriteLock &l, Deadline deadline, Try attempt) {
  uint32_t seen;
  if (attempt(l, seen)) return 0;
  if (deadline == kPoll) return EBUSY;
  if (seen == ReadWriteLock::kWriter && __atomic_load_n(&l.writer, __ATOMIC_RELAXED) == identity(l)) return EDEADLK;
  for (int spin = 0; spin < 60; ++spin) {
    __builtin_ia32_pause();
    if (attempt(l, seen)) return 0;
  }
  __atomic_add_fetch(&l.waiters, 1, __ATOMIC_SEQ_CST);
  int result = 0;
  while (!attempt(l, seen))
    if (sleep_on(&l.state, seen, deadline, Cancel::No, shared_of(l)) == WaitOutcome::TimedOut) {
      result = attempt(l, seen) ? 0 : ETIMEDOUT;
      break;
    }
  __atomic_sub_fetch(&l.waiters, 1, __ATOMIC_SEQ_CST);
  return result;
}
} // namespace

int rwlock_read(ReadWriteLock &l, Deadline deadline) { return lock(l, deadline, try_read); }
int rwlock_write(ReadWriteLock &l, Deadline deadline) { return lock(l, deadline, try_write); }

int rwlock_unlock(ReadWriteLock &l) {
  uint32_t state = __atomic_load_n(&l.state, __ATOMIC_RELAXED);
  if (state == 0) return EPERM;
  if (state == ReadWriteLock::kWriter) {
    if (__atomic_load_n(&l.writer, __ATOMIC_RELAXED) != identity(l)) return EPERM;
    __atomic_store_n(&l.writer, uint64_t{0}, __ATOMIC_RELAXED);
    __atomic_store_n(&l.state, 0u, __ATOMIC_SEQ_CST);
  } else if (__atomic_sub_fetch(&l.state, 1, __ATOMIC_SEQ_CST) != 0) {
    return 0;
  }
  if (__atomic_load_n(&l.waiters, __ATOMIC_SEQ_CST)) wake_all(&l.state, shared_of(l));
  return 0;
}

} // namespace tern::thread
