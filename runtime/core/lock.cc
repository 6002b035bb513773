// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/lock.h"
#include "core/thread.h"
#include "nt/sync.h"

namespace tern {

void Lock::lock_slow() {
  for (int spin = 0; spin < 40; spin++) {
    if (try_lock()) return;
    __builtin_ia32_pause();
  }
  while (__atomic_exchange_n(&state_, 2, __ATOMIC_ACQUIRE) != 0) nt::wait_on_address(&state_, 2, nullptr);
}

void Lock::unlock_slow() { nt::wake_address_single(&state_); }

void RecursiveLock::lock() {
  auto me = reinterpret_cast<uintptr_t>(current());
  if (__atomic_load_n(&owner_, __ATOMIC_RELAXED) == me) {
    depth_++;
    return;
  }
  lock_.lock();
  __atomic_store_n(&owner_, me, __ATOMIC_RELAXED);
  depth_ = 1;
}

bool RecursiveLock::try_lock() {
  auto me = reinterpret_cast<uintptr_t>(current());
  if (__atomic_load_n(&owner_, __ATOMIC_RELAXED) == me) {
    depth_++;
    return true;
  }
  if (!lock_.try_lock()) return false;
  __atomic_store_n(&owner_, me, __ATOMIC_RELAXED);
  depth_ = 1;
  return true;
}

void RecursiveLock::unlock() {
  if (--depth_) return;
  __atomic_store_n(&owner_, uintptr_t{0}, __ATOMIC_RELAXED);
  lock_.unlock();
}

} // namespace tern
