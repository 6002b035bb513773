// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The thread record: everything the runtime knows of one thread. It lies at the top of the thread's stack
// reservation in our arena (docs/how/threads.md), so a forked child has it at the same address. Reached
// through one TEB slot (TlsAlloc index < 64, refused otherwise): current() is two loads.
#pragma once
#include "core/sections.h"
#include <reent.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

namespace tern {

struct ProcessView;  // core/view.h
struct VforkContext; // process/vfork.h

struct StackRegion {
  uintptr_t base = 0;     // of the reservation (DeallocationStack)
  uintptr_t top = 0;      // first byte above the usable stack; the record begins here
  uintptr_t size = 0;     // of the whole reservation, record included
  bool ours = false;      // in our arena; a thread that Win32 made has its own stack, and fork refuses it
};

struct Thread {
  static constexpr uint64_t kMagic = 0x6472687472657474; // "tternthrd"
  static constexpr unsigned kKeys = 1024;                // PTHREAD_KEYS_MAX

  Thread *self;
  uint64_t magic;
  void *heap; // the allocator's default heap of this thread (memory/thread_heap_offset.h)

  // Where a redirected or faulting thread was (signal/redirect.h). Offsets 24-40 are known to signal/interrupt.S.
  uint64_t interrupted_rip, interrupted_rsp, interrupted_rflags;
  uint32_t interrupt_state;
  uint32_t reporting;  // it writes a crash report: what faults then is the report's
  struct _reent reent; // newlib's per-thread state; errno is reent._errno

  // ---- entering and leaving the runtime (core/enter.h)
  uint32_t engine_depth;     // > 0: inside an engine, a signal is taken at its exit
  uint32_t malloc_depth;     // > 0: inside the allocator; fork's snapshot waits until it is 0
  uint32_t pending_attention; // set by whoever wants this thread to look: signals or cancellation (bits below)
  static constexpr uint32_t kSignalAttention = 1, kCancelAttention = 2;

  // ---- process view: the process's, or a vfork child's copy
  ProcessView *view;
  VforkContext *vfork;

  // ---- signals (signal/)
  uint64_t signal_mask;
  uint64_t signal_pending; // directed at this thread
  void *signal_queue;      // queued siginfo of thread-directed signals
  uint64_t saved_mask;     // sigsuspend and friends: restored after the handlers ran
  bool restore_saved_mask;
  bool handler_ran;     // since a wait ended because the thread was wanted
  bool no_restart;      // a handler without SA_RESTART ran since the last engine was left
  bool at_cancel_point; // inside cancellation_point()'s engine
  stack_t alt_stack;
  bool runtime_thread; // one of the runtime's own: takes no signal, counts for nothing
  siginfo_t fault;     // of interrupt_state "fault"
  uint64_t wait_set;   // sigwait family: blocked signals this thread accepts; 0: not waiting

  // ---- blocking (core/wait.h)
  void *wake_event;        // auto-reset NT event of this thread, made on first need; process-local (see never-copied rule)
  void *io_event;          // manual-reset NT event for this thread's own overlapped calls, made on first need; process-local
  void *short_timer;       // high-resolution timer for short deadlines, made on first need; process-local
  const volatile void *wait_address; // address it is about to wait on or waits on; null: none
  uint32_t park_state;     // core/wait.cc: the word the thread really sleeps on
  bool park_by_event;      // it sleeps on wake_event instead
  bool park_wantable;      // a signal or cancellation may end this wait
  bool waits_for_objects;  // inside wait_objects(): wake_event ends it
  Thread *park_next, *park_prev; // queue of the address's bucket, under its lock

  // ---- identity
  uint32_t nt_tid; // process-local
  uint32_t tid;    // gettid(): unique among live threads of the user's session
  void *nt_handle; // real handle to this thread, or null until needed; process-local
  StackRegion stack;
  StackRegion user_stack;    // the caller's own memory (pthread_attr_setstack) that it runs on; base 0: none
  bool stack_overflowed;     // its guard page is used up until longjmp left the overflow
  uintptr_t own_stack_limit; // TEB StackLimit of the thread's own stack while it runs on another one
  Thread *next, *prev; // list of all threads, under thread_list_lock

  // ---- pthread (thread/)
  void *(*start_routine)(void *);
  void *start_arg;
  void *return_value;
  uint32_t state;   // thread/ : running, exited, joined
  uint32_t detached;
  uint32_t join_futex;
  uint32_t created;      // the creator is done with the record
  bool terminated;       // process exit ended it where it was
  void *exit_context;    // the NT thread's own stack, to which the thread goes back at its end
  uint64_t affinity;     // wanted at creation; 0: all
  void *thread_destructors; // __cxa_thread_atexit, newest first
  int32_t cancel_state, cancel_type;
  uint32_t cancel_pending;
  void *cleanup_stack;
  void **key_values;      // kKeys entries, made on first pthread_setspecific
  void **emutls;          // emulated TLS: array of addresses by object index
  size_t emutls_count;
  void *robust_list;
  char name[16];
  int sched_policy, sched_priority;
  void *dlerror_state;
  uint64_t broken_down_time[7]; // struct tm of localtime() and gmtime(): newlib's own place for it is too small
  void *reserved[32];
};

// The TLS index is the process's own; the byte offset into the TEB is kept ready.
extern uint32_t g_teb_offset;

inline Thread *current_or_null() {
  Thread *t;
  __asm__("movq %%gs:(%1), %0" : "=r"(t) : "r"(static_cast<uint64_t>(g_teb_offset)));
  return t;
}
Thread *attach_native_thread(); // a thread that Win32 made enters the runtime for the first time
inline Thread *current() {
  Thread *t = current_or_null();
  if (!t) [[unlikely]]
    t = attach_native_thread();
  return t;
}
inline void set_current(Thread *t) {
  __asm__ volatile("movq %0, %%gs:(%1)" ::"r"(t), "r"(static_cast<uint64_t>(g_teb_offset)) : "memory");
}

// All threads of the process, the calling one included. Held by fork, signals, exit.
class Lock;
extern Lock g_thread_list_lock;
extern Thread *g_threads;
void thread_list_add(Thread *);
void thread_list_remove(Thread *);

// Makes a thread record and stack of `size` bytes (rounded; 0: default 8 MB reserve) in the stack arena.
// The record's fields are initialised; null when address space or commit is used up.
Thread *new_thread_record(size_t size);
void free_thread_record(Thread *);

} // namespace tern
