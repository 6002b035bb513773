// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// newlib's retargetable locks (its sys/lock.h): the eight static objects and ten functions. A signal handler may run
// while the holder is interrupted, as in every libc; the holder's state is then as POSIX leaves it: undefined for
// functions that are not async-signal-safe. Fork holds stdio's and the environment's locks through the hook table.
#include "core/lock.h"
#include "core/sections.h"
#include "core/thread.h"
#include <reent.h>
#include <stdio.h>
#include <stdlib.h>

struct __lock {
  tern::Lock plain;
  tern::RecursiveLock recursive;
};

extern "C" {
constinit __lock __lock___sfp_recursive_mutex, __lock___atexit_recursive_mutex, __lock___at_quick_exit_mutex,
    __lock___malloc_recursive_mutex, __lock___env_recursive_mutex, __lock___tz_mutex, __lock___dd_hash_mutex,
    __lock___arc4random_mutex;

void __retarget_lock_init(__lock **l) { *l = static_cast<__lock *>(calloc(1, sizeof(__lock))); }
void __retarget_lock_init_recursive(__lock **l) { *l = static_cast<__lock *>(calloc(1, sizeof(__lock))); }
void __retarget_lock_close(__lock *l) { free(l); }
void __retarget_lock_close_recursive(__lock *l) { free(l); }
// A lock that could not be made (no memory) is null: stdio then works unlocked rather than crash.
void __retarget_lock_acquire(__lock *l) { if (l) l->plain.lock(); }
void __retarget_lock_acquire_recursive(__lock *l) { if (l) l->recursive.lock(); }
int __retarget_lock_try_acquire(__lock *l) { return !l || l->plain.try_lock(); }
int __retarget_lock_try_acquire_recursive(__lock *l) { return !l || l->recursive.try_lock(); }
void __retarget_lock_release(__lock *l) { if (l) l->plain.unlock(); }
void __retarget_lock_release_recursive(__lock *l) { if (l) l->recursive.unlock(); }
}

extern "C" struct _glue __sglue; // newlib: all streams

namespace tern::thread {

// fork: the locks that a child needs in a consistent state. The order is stdio's list before the environment.
void libc_locks_quiesce() {
  __lock___sfp_recursive_mutex.recursive.lock();
  __lock___atexit_recursive_mutex.recursive.lock();
  __lock___env_recursive_mutex.recursive.lock();
  __lock___tz_mutex.plain.lock();
  __lock___arc4random_mutex.plain.lock();
}
void libc_locks_release() {
  __lock___arc4random_mutex.plain.unlock();
  __lock___tz_mutex.plain.unlock();
  __lock___env_recursive_mutex.recursive.unlock();
  __lock___atexit_recursive_mutex.recursive.unlock();
  __lock___sfp_recursive_mutex.recursive.unlock();
}
void libc_locks_rebuild() {
  __lock *const all[] = {&__lock___sfp_recursive_mutex, &__lock___atexit_recursive_mutex, &__lock___at_quick_exit_mutex,
                  &__lock___malloc_recursive_mutex, &__lock___env_recursive_mutex, &__lock___tz_mutex,
                  &__lock___dd_hash_mutex, &__lock___arc4random_mutex};
  for (__lock *l : all) {
    l->plain.reset();
    l->recursive.reset();
  }
  // A stream that another thread was printing to: that thread is not here to let it go.
  for (struct _glue *g = &__sglue; g; g = g->_next)
    for (int i = 0; i < g->_niobs; ++i) {
      auto *l = reinterpret_cast<__lock *>(g->_iobs[i]._lock);
      if (!g->_iobs[i]._flags || !l || l->recursive.held_by(current())) continue;
      l->plain.reset();
      l->recursive.reset();
    }
}

} // namespace tern::thread
