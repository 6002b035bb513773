// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cancellation (docs/how/cancellation.md).
#pragma once
#include "core/thread.h"
#include <pthread.h>

namespace tern::thread {

// Thread::cancel_pending.
constexpr uint32_t kCancelRequested = 1, kCancelActing = 2;

// A request is pending, enabled, and not being acted upon already.
inline bool cancel_wanted(Thread *t) {
  return __atomic_load_n(&t->cancel_pending, __ATOMIC_ACQUIRE) == kCancelRequested && t->cancel_state == PTHREAD_CANCEL_ENABLE;
}
int cancel(Thread *);

// Cleanup handlers; newest first.
void cleanup_push(__tern_cleanup *, void (*)(void *), void *);
void cleanup_pop(__tern_cleanup *, bool execute);
void run_cleanup_handlers(Thread *);

} // namespace tern::thread

namespace tern {
using thread::cancel_wanted;
void test_cancel(Thread *); // core/wait.h
}
