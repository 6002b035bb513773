// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads: creation, end, join (docs/how/threads.md).
#pragma once
#include "core/thread.h"
#include "core/wait.h"
#include <pthread.h>

namespace tern::thread {

// Thread::state.
enum : uint32_t { kRunning = 0, kEnding = 1, kEnded = 2 };

// pthread_attr_t.
struct Attributes {
  uint64_t stack_size, guard_size;
  void *stack; // lowest address of the caller's own stack; null: ours
  int32_t detached, inherit, scope, policy, priority;
  uint32_t has_affinity;
  uint64_t affinity[8];
};
static_assert(sizeof(Attributes) <= sizeof(pthread_attr_t));
inline Attributes &of(pthread_attr_t *a) { return *reinterpret_cast<Attributes *>(a); }
inline const Attributes &of(const pthread_attr_t *a) { return *reinterpret_cast<const Attributes *>(a); }
constexpr size_t kMinimumStack = 32768; // PTHREAD_STACK_MIN
void default_attributes(Attributes &);

inline Thread *of(pthread_t t) { return reinterpret_cast<Thread *>(t); }
inline pthread_t handle_of(Thread *t) { return reinterpret_cast<pthread_t>(t); }
// True while the record is one of a thread that is not joined or detached and gone. Takes the list's lock.
bool is_thread(const Thread *);

int create(const Attributes &, void *(*)(void *), void *, pthread_t *id); // EAGAIN; *id is stored before it runs
int join(Thread *, void **value, Deadline); // ESRCH, EINVAL, EDEADLK, ETIMEDOUT, EBUSY (kPoll)
int detach(Thread *);
[[noreturn]] void exit_thread(void *value);

// A thread of the runtime's own: takes no signals, is not seen by the program. null: none could be made.
Thread *create_runtime_thread(void *(*)(void *), void *);
void join_runtime_thread(Thread *);

// At process exit: helper threads of the runtime were joined; user threads that still run are ended, so that none
// is alive when the process leaves.
void end_other_threads();

// Destructors of thread_local objects (__cxa_thread_atexit), newest first. Also called by exit() for its thread.
void run_thread_local_destructors(Thread *);
void run_key_destructors(Thread *);
void free_emulated_tls(Thread *);

// The thread looks at its attention bits even if it computes and never enters the runtime. signal/helper.cc
void interrupt_thread(Thread *);

} // namespace tern::thread
