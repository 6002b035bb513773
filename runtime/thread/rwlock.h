// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// pthread_rwlock_t as the runtime sees it. Readers go first: a thread may take a read lock again while a writer waits.
#pragma once
#include "thread/futex.h"
#include <pthread.h>

namespace tern::thread {

struct ReadWriteLock {
  uint32_t state;   // readers, or kWriter
  uint32_t waiters;
  uint64_t writer;  // thread record (private) or pid and tid (shared)
  uint32_t shared_flag, pad;
  SharedWait shared;
  uint64_t spare[3];
  static constexpr uint32_t kWriter = 0x7fffffff;
};
static_assert(sizeof(ReadWriteLock) == sizeof(pthread_rwlock_t));

inline ReadWriteLock &of(pthread_rwlock_t *l) { return *reinterpret_cast<ReadWriteLock *>(l); }

int rwlock_read(ReadWriteLock &, Deadline);  // kPoll: try. EBUSY, ETIMEDOUT, EDEADLK, EAGAIN
int rwlock_write(ReadWriteLock &, Deadline);
int rwlock_unlock(ReadWriteLock &);          // EPERM

} // namespace tern::thread
