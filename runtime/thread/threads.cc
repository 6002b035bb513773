// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/threads.h"
#include "core/lock.h"
#include "core/view.h"
#include "nt/clock.h"
#include "nt/sync.h"
#include "nt/thread.h"
#include "process/exit.h"
#include "signal/signals.h"
#include "thread/cancel.h"
#include "thread/mutex.h"
#include "thread/scheduling.h"
#include "thread/unwind.h"
#include <stdlib.h>
#include <string.h>

namespace tern::thread {

namespace {

constexpr size_t kInitialStackCommit = 64 << 10; // memory/stacks.cc commits as much at creation
// Thread::detached.
constexpr uint32_t kJoinable = 0, kDetached = 1, kEndedJoinable = 2;

constinit uint32_t g_live = 1; // threads that count for "the last one ends the process"

void release_record(Thread *t) {
  nt::close_handle(t->nt_handle);
  nt::close_handle(t->wake_event);
  nt::close_handle(t->short_timer);
  nt::close_handle(t->io_event);
  signal::forget_thread(t);
  free_thread_record(t);
}

// What POSIX says happens in a thread that ends, on its own stack (XSH pthread_exit).
void end_on_own_stack(Thread *t, void *value) {
  t->cancel_state = PTHREAD_CANCEL_DISABLE;
  t->return_value = value;
  __atomic_store_n(&t->state, uint32_t{kEnding}, __ATOMIC_RELAXED);
  if (!t->runtime_thread) {
    run_cleanup_handlers(t);
    run_thread_local_destructors(t);
    run_key_destructors(t);
    release_robust_mutexes(t);
  }
  free_emulated_tls(t);
  if (!t->runtime_thread && __atomic_sub_fetch(&g_live, 1, __ATOMIC_ACQ_REL) == 0) exit(0);
  signal::block_all(t);
  signal::rehome_pending(t);
  {
    Enter enter;
    _reclaim_reent(&t->reent);
    free(t->key_values);
    t->key_values = nullptr;
    t->engine_depth++; // never again: the record lives on only for join
  }
}

// Runs on our stack; entered by nt::run_on_stack.
void run(void *argument) {
  auto *t = static_cast<Thread *>(argument);
  nt::set_stack_guarantee();
  asm volatile("fninit"); // NT starts threads with 53-bit precision; long double needs 64
  if (t->sched_policy != SCHED_OTHER || t->sched_priority) (void)apply_priority(t);
  if (t->affinity) (void)apply_affinity(t);
  if (t->name[0]) nt::name_thread(t->name);
  __atomic_store_n(&t->engine_depth, 0u, __ATOMIC_RELEASE); // from here on it can be redirected
  if (__atomic_load_n(&t->pending_attention, __ATOMIC_SEQ_CST)) take_attention(t);
  end_on_own_stack(t, t->start_routine(t->start_arg));
}

// The thread has left its stack and its record is nobody's current one any more.
void end_on_native_stack(Thread *t) {
  while (!__atomic_load_n(&t->created, __ATOMIC_ACQUIRE)) nt::yield_thread(); // the creator still stores the handle
  __atomic_store_n(&t->state, uint32_t{kEnded}, __ATOMIC_RELEASE);
  uint32_t joinable = kJoinable;
  if (!__atomic_compare_exchange_n(&t->detached, &joinable, kEndedJoinable, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
    thread_list_remove(t);
    release_record(t);
    return;
  }
  uint32_t *word = &t->join_futex;
  __atomic_store_n(word, 1u, __ATOMIC_SEQ_CST); // after this the joiner may free the record
  wake_address_all(word);
}

// First and last code of the NT thread, on its small native stack.
uint32_t native_entry(void *argument) {
  auto *t = static_cast<Thread *>(argument);
  set_current(t);
  t->nt_tid = nt::current_thread_id();
  nt::StackBounds bounds{t->stack.top, t->stack.top - kInitialStackCommit, t->stack.base};
  if (t->user_stack.base) bounds = {t->user_stack.top, t->user_stack.base, t->user_stack.base};
  nt::run_on_stack(run, t, bounds, &t->exit_context);
  set_current(nullptr);
  end_on_native_stack(t);
  return 0;
}

} // namespace

void default_attributes(Attributes &a) {
  a = {};
  a.guard_size = 65536;
  a.policy = SCHED_OTHER;
  a.inherit = PTHREAD_INHERIT_SCHED;
}

bool is_thread(const Thread *wanted) {
  Guard guard(g_thread_list_lock);
  for (Thread *t = g_threads; t; t = t->next)
    if (t == wanted) return true;
  return false;
}

// Makes the NT thread of a filled record. On failure the record is gone.
static bool start_thread(Thread *t) {
  thread_list_add(t);
  if (!t->runtime_thread) __atomic_add_fetch(&g_live, 1, __ATOMIC_ACQ_REL);
  nt::RawHandle handle;
  if (!nt::create_thread(native_entry, t, handle).ok()) {
    if (!t->runtime_thread) __atomic_sub_fetch(&g_live, 1, __ATOMIC_ACQ_REL);
    thread_list_remove(t);
    free_thread_record(t);
    return false;
  }
  t->nt_handle = handle;
  __atomic_store_n(&t->created, 1u, __ATOMIC_RELEASE);
  return true;
}

int create(const Attributes &a, void *(*start)(void *), void *arg, pthread_t *id) {
  Enter enter;
  Thread *me = enter.thread();
  Thread *t = new_thread_record(a.stack ? kMinimumStack : a.stack_size);
  if (!t) return EAGAIN;
  t->start_routine = start;
  t->start_arg = arg;
  t->engine_depth = 1; // until it runs on its stack
  t->detached = a.detached == PTHREAD_CREATE_DETACHED ? kDetached : kJoinable;
  t->view = me->view;
  t->signal_mask = me->signal_mask;
  t->sched_policy = a.inherit == PTHREAD_INHERIT_SCHED ? me->sched_policy : a.policy;
  t->sched_priority = a.inherit == PTHREAD_INHERIT_SCHED ? me->sched_priority : a.priority;
  memcpy(t->name, me->name, sizeof t->name);
  if (a.stack) { // the record stays in its own small reservation
    auto base = reinterpret_cast<uintptr_t>(a.stack);
    t->user_stack = {base, (base + a.stack_size) & ~uintptr_t{15}, a.stack_size, false};
  }
  if (a.has_affinity) t->affinity = a.affinity[0];
  *id = handle_of(t); // before it runs: programs look at it from the new thread
  return start_thread(t) ? 0 : EAGAIN;
}

Thread *create_runtime_thread(void *(*start)(void *), void *arg) {
  Thread *t = new_thread_record(256 << 10);
  if (!t) return nullptr;
  t->start_routine = start;
  t->start_arg = arg;
  t->engine_depth = 1;
  t->view = &g_process_view;
  t->signal_mask = ~uint64_t{0};
  t->runtime_thread = true;
  t->cancel_state = PTHREAD_CANCEL_DISABLE;
  return start_thread(t) ? t : nullptr;
}

static void wait_until_gone(Thread *t) {
  int64_t limit = -10000000; // its last instructions: a second is for ever
  nt::wait(&t->nt_handle, 1, &limit);
}

void join_runtime_thread(Thread *t) {
  while (__atomic_load_n(&t->join_futex, __ATOMIC_ACQUIRE) == 0)
    wait_address(&t->join_futex, 0, kForever, WaitPolicy::Uninterruptible);
  wait_until_gone(t); // Wine complains about a thread that is alive when its process leaves
  thread_list_remove(t);
  release_record(t);
}

int join(Thread *t, void **value, Deadline deadline) {
  Thread *me = current();
  if (t == me) return EDEADLK;
  if (!is_thread(t)) return ESRCH;
  if (__atomic_load_n(&t->detached, __ATOMIC_ACQUIRE) == kDetached) return EINVAL;
  while (__atomic_load_n(&t->join_futex, __ATOMIC_ACQUIRE) == 0) {
    if (deadline == kPoll) return EBUSY;
    test_cancel(me);
    Enter enter;
    me->at_cancel_point = true;
    WaitOutcome o = wait_address(&t->join_futex, 0, deadline, WaitPolicy::Restartable);
    me->at_cancel_point = false;
    if (o == WaitOutcome::TimedOut) return ETIMEDOUT;
  }
  if (value) *value = t->return_value;
  Enter enter;
  thread_list_remove(t);
  release_record(t);
  return 0;
}

int detach(Thread *t) {
  if (!is_thread(t)) return ESRCH;
  uint32_t state = kJoinable;
  if (__atomic_compare_exchange_n(&t->detached, &state, kDetached, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return 0;
  if (state == kDetached) return EINVAL;
  return join(t, nullptr, kForever); // it has ended: its last instructions are waited for
}

void exit_thread(void *value) {
  Thread *t = current();
  t->engine_depth = 0;
  if (!t->exit_context) { // the main thread, or one that Win32 made
    unwind_frames(t, value, [](Thread *t, void *value) {
      t->cancel_state = PTHREAD_CANCEL_DISABLE;
      run_cleanup_handlers(t);
      run_thread_local_destructors(t);
      run_key_destructors(t);
      release_robust_mutexes(t);
      t->return_value = value;
      if (__atomic_sub_fetch(&g_live, 1, __ATOMIC_ACQ_REL) == 0) exit(0);
      // The process goes on until its last thread ends; the main thread's record and stack must stay.
      signal::block_all(t);
      signal::rehome_pending(t);
      __atomic_store_n(&t->state, uint32_t{kEnded}, __ATOMIC_RELEASE);
      __atomic_store_n(&t->join_futex, 1u, __ATOMIC_SEQ_CST);
      wake_address_all(&t->join_futex);
      static constinit uint32_t never = 0;
      for (;;) {
        Enter enter;
        wait_address(&never, 0, kForever, WaitPolicy::Uninterruptible);
      }
    });
  }
  unwind_frames(t, value, [](Thread *t, void *value) {
    end_on_own_stack(t, value);
    nt::leave_stack(t->exit_context);
  });
}

// A forked child: one thread, and a thread that was created is the main one now.
void threads_rebuild() {
  g_live = 1;
  Thread *me = current();
  me->exit_context = nullptr; // that NT stack is the parent's
  me->created = 1;
}

void end_other_threads() {
  Thread *me = current();
  // Each is ended where it is: a process that exits runs nothing of theirs any more.
  for (;;) {
    nt::RawHandle victim = nullptr;
    {
      Guard guard(g_thread_list_lock);
      for (Thread *t = g_threads; t; t = t->next)
        if (t != me && t->stack.ours && !t->terminated) {
          t->terminated = true;
          victim = nt::open_thread_to_end(t->nt_tid);
          if (victim) break;
        }
    }
    if (!victim) return;
    nt::terminate_thread(victim);
    int64_t limit = -1000000; // 0.1 s
    nt::wait(&victim, 1, &limit);
    nt::close_handle(victim);
  }
}

} // namespace tern::thread
