// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// sem_t as the runtime sees it; a named semaphore is one in a mapped file (docs/how/threads.md).
#pragma once
#include "thread/futex.h"
#include <semaphore.h>

namespace tern::thread {

struct CountingSemaphore {
  uint32_t value;
  uint32_t waiters;
  uint32_t magic;  // a valid semaphore; destroyed ones give EINVAL
  uint32_t pad;
  SharedWait shared;
  uint64_t spare[4];
  static constexpr uint32_t kMagic = 0x73656d31;
};
static_assert(sizeof(CountingSemaphore) == sizeof(sem_t));
inline CountingSemaphore *of(sem_t *s) {
  auto *c = reinterpret_cast<CountingSemaphore *>(s);
  return c && c->magic == CountingSemaphore::kMagic ? c : nullptr;
}

Result<> semaphore_init(CountingSemaphore &, bool shared, unsigned value); // EINVAL, ENOSPC
Result<> semaphore_wait(CountingSemaphore &, Deadline);                    // EINTR, ETIMEDOUT; kPoll: EAGAIN
Result<> semaphore_post(CountingSemaphore &);                              // EOVERFLOW. Async-signal-safe

} // namespace tern::thread
