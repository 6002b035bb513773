// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/condition.h"
#include "nt/sync.h"
#include "thread/cancel.h"

namespace tern::thread {

static SharedWait *shared_of(Condition &c) { return c.shared.id ? &c.shared : nullptr; }

// XSH pthread_cond_timedwait. Handlers run while the mutex is free; a cancellation is acted upon when it is held
// again. Returns 0, ETIMEDOUT, EPERM or what locking the robust mutex gives.
int condition_wait(Condition &c, Mutex &m, Deadline deadline) {
  test_cancel(current());
  uint32_t sequence = __atomic_load_n(&c.sequence, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(&c.waiters, 1, __ATOMIC_SEQ_CST); // before the mutex is free: a signaller looks at it
  uint32_t depth = m.depth;
  if (m.type() == PTHREAD_MUTEX_RECURSIVE) m.depth = 0;
  if (int e = mutex_unlock(m)) {
    m.depth = depth;
    __atomic_sub_fetch(&c.waiters, 1, __ATOMIC_RELEASE);
    return e;
  }
  // A handler may leave by longjmp, an asynchronous cancellation by exit: the count must not stay.
  WaitOutcome outcome;
  Thread *t = current();
  do {
    outcome = sleep_on(&c.sequence, sequence, deadline, Cancel::Point, shared_of(c));
    if (outcome == WaitOutcome::Wanted && cancel_wanted(t)) break;
  } while (outcome != WaitOutcome::TimedOut && __atomic_load_n(&c.sequence, __ATOMIC_SEQ_CST) == sequence);
  bool timed_out = outcome == WaitOutcome::TimedOut && __atomic_load_n(&c.sequence, __ATOMIC_SEQ_CST) == sequence;
  bool signalled = __atomic_load_n(&c.sequence, __ATOMIC_SEQ_CST) != sequence;
  __atomic_sub_fetch(&c.waiters, 1, __ATOMIC_SEQ_CST);
  int e = mutex_lock(m);
  if (m.type() == PTHREAD_MUTEX_RECURSIVE) m.depth = depth;
  if (!signalled) test_cancel(t); // one that was woken by a signal of the condition must not lose it
  if (e) return e;
  return timed_out ? ETIMEDOUT : 0;
}

void condition_signal(Condition &c) {
  if (__atomic_load_n(&c.waiters, __ATOMIC_SEQ_CST) == 0) return;
  __atomic_add_fetch(&c.sequence, 1, __ATOMIC_SEQ_CST);
  wake_one(&c.sequence, shared_of(c));
}

void condition_broadcast(Condition &c) {
  if (__atomic_load_n(&c.waiters, __ATOMIC_SEQ_CST) == 0) return;
  __atomic_add_fetch(&c.sequence, 1, __ATOMIC_SEQ_CST);
  wake_all(&c.sequence, shared_of(c));
}

// XSH pthread_cond_destroy: it is safe to destroy a condition right after the broadcast that woke its last waiter.
void condition_destroy(Condition &c) {
  for (int i = 0; __atomic_load_n(&c.waiters, __ATOMIC_ACQUIRE) && i < 1000; ++i) nt::yield_thread();
}

} // namespace tern::thread
