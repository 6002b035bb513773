// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/cancel.h"
#include "core/wait.h"
#include "thread/threads.h"

namespace tern {

// Does not return when a cancellation is due. Never called while a lock of the runtime is held.
void test_cancel(Thread *t) {
  if (!thread::cancel_wanted(t)) [[likely]]
    return;
  __atomic_store_n(&t->cancel_pending, thread::kCancelActing, __ATOMIC_RELEASE);
  thread::exit_thread(PTHREAD_CANCELED);
}

namespace thread {

int cancel(Thread *t) {
  uint32_t none = 0;
  if (!__atomic_compare_exchange_n(&t->cancel_pending, &none, kCancelRequested, false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
    return 0;
  if (t == current()) {
    if (t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS) test_cancel(t);
    else __atomic_or_fetch(&t->pending_attention, Thread::kCancelAttention, __ATOMIC_RELAXED);
    return 0;
  }
  want_attention(t, Thread::kCancelAttention);
  // Asynchronous: a thread that computes must be redirected.
  if (t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS) interrupt_thread(t);
  return 0;
}

void cleanup_push(__tern_cleanup *c, void (*routine)(void *), void *arg) {
  Thread *t = current();
  c->__routine = routine;
  c->__arg = arg;
  c->__next = static_cast<__tern_cleanup *>(t->cleanup_stack);
  t->cleanup_stack = c;
}

void cleanup_pop(__tern_cleanup *c, bool execute) {
  Thread *t = current();
  t->cleanup_stack = c->__next;
  if (execute) c->__routine(c->__arg);
}

void run_cleanup_handlers(Thread *t) {
  while (auto *c = static_cast<__tern_cleanup *>(t->cleanup_stack)) {
    t->cleanup_stack = c->__next;
    c->__routine(c->__arg);
  }
}

} // namespace thread
} // namespace tern
