// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/semaphore.h"
#include "thread/cancel.h"
#include <limits.h>

namespace tern::thread {

static SharedWait *shared_of(CountingSemaphore &s) { return s.shared.id ? &s.shared : nullptr; }

Result<> semaphore_init(CountingSemaphore &s, bool shared, unsigned value) {
  if (value > INT_MAX) return Errno(EINVAL);
  s = {};
  s.value = value;
  if (shared && !(s.shared.id = new_shared_id())) return Errno(ENOSPC);
  s.magic = CountingSemaphore::kMagic;
  return success();
}

static bool take(CountingSemaphore &s) {
  uint32_t v = __atomic_load_n(&s.value, __ATOMIC_SEQ_CST);
  while (v)
    if (__atomic_compare_exchange_n(&s.value, &v, v - 1, true, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return true;
  return false;
}

// XSH sem_wait: a handler ends the wait with EINTR unless it was set with SA_RESTART (as Linux does; with a time limit always).
Result<> semaphore_wait(CountingSemaphore &s, Deadline deadline) {
  if (deadline == kPoll) return take(s) ? success() : Result<>(Errno(EAGAIN));
  Thread *t = current();
  test_cancel(t);
  if (take(s)) return success();
  __atomic_add_fetch(&s.waiters, 1, __ATOMIC_SEQ_CST);
  Result<> result = success();
  while (!take(s)) {
    WaitOutcome o = sleep_on(&s.value, 0, deadline, Cancel::Point, shared_of(s));
    if (o == WaitOutcome::Signalled) continue;
    if (take(s)) break;
    if (o == WaitOutcome::Wanted && !cancel_wanted(t) && goes_on(t, deadline == kForever ? kRestart : kInterrupted)) continue;
    __atomic_sub_fetch(&s.waiters, 1, __ATOMIC_SEQ_CST);
    if (o == WaitOutcome::Wanted) test_cancel(t);
    return Errno(o == WaitOutcome::TimedOut ? ETIMEDOUT : EINTR);
  }
  __atomic_sub_fetch(&s.waiters, 1, __ATOMIC_SEQ_CST);
  return success();
}

Result<> semaphore_post(CountingSemaphore &s) {
  uint32_t v = __atomic_load_n(&s.value, __ATOMIC_RELAXED);
  do {
    if (v >= INT_MAX) return Errno(EOVERFLOW);
  } while (!__atomic_compare_exchange_n(&s.value, &v, v + 1, true, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
  if (__atomic_load_n(&s.waiters, __ATOMIC_SEQ_CST)) wake_one(&s.value, shared_of(s));
  return success();
}

} // namespace tern::thread
