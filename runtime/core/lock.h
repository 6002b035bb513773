// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Locks of the runtime. They wait on addresses (RtlWaitOnAddress), allocate nothing and have no destructor.
// Every Lock that can be held while fork snapshots stands in the hook table (core/hooks.cc): fork takes
// them in that order, and the child re-makes them.
#pragma once
#include <stdint.h>

namespace tern {

// Not recursive. Zero-initialised is unlocked. 0 free, 1 held, 2 held with waiters.
class Lock {
  uint32_t state_ = 0;
  void lock_slow();
  void unlock_slow();

public:
  constexpr Lock() = default;
  Lock(const Lock &) = delete;
  bool try_lock() {
    uint32_t expected = 0;
    return __atomic_compare_exchange_n(&state_, &expected, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
  }
  void lock() {
    if (!try_lock()) [[unlikely]]
      lock_slow();
  }
  void unlock() {
    if (__atomic_exchange_n(&state_, 0, __ATOMIC_RELEASE) == 2) [[unlikely]]
      unlock_slow();
  }
  // In a forked child: the holder was the forking thread, or is gone.
  void reset() { state_ = 0; }
};

// Recursive by thread (the owner is the thread record's address). newlib's recursive locks are these.
class RecursiveLock {
  Lock lock_;
  uintptr_t owner_ = 0;
  uint32_t depth_ = 0;

public:
  constexpr RecursiveLock() = default;
  void lock();
  bool try_lock();
  void unlock();
  bool held_by(const void *thread) const { return owner_ == reinterpret_cast<uintptr_t>(thread); }
  void reset() { lock_.reset(), owner_ = 0, depth_ = 0; }
};

template <class L> class Guard {
  L &l_;

public:
  explicit Guard(L &l) : l_(l) { l_.lock(); }
  ~Guard() { l_.unlock(); }
  Guard(const Guard &) = delete;
};
template <class L> Guard(L &) -> Guard<L>;

} // namespace tern
