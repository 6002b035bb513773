// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// pthread_mutex_t as the runtime sees it. All functions return 0 or an errno value, as the POSIX calls do.
#pragma once
#include "thread/futex.h"
#include <pthread.h>

namespace tern::thread {

struct Mutex {
  uint32_t kind;   // type in bits 0-1, then the flags below
  uint32_t word;   // 0 free, 1 held, 2 held and perhaps waited for
  uint64_t owner;  // private: the thread record; shared: Windows pid and tid; normal private ones have none
  uint32_t depth;  // recursive: locks beyond the first
  int32_t ceiling;
  Mutex *robust_next, *robust_prev; // list of the owning thread
  SharedWait shared;
  uint32_t robust_state;
  uint32_t pad;

  static constexpr uint32_t kTypeMask = 3, kRobust = 4, kShared = 8, kProtocolShift = 4, kProtocolMask = 3 << 4;
  static constexpr uint32_t kConsistent = 0, kOwnerDied = 1, kUnrecoverable = 2;
  uint32_t type() const { return kind & kTypeMask; }
  bool tracks_owner() const { return kind & (kTypeMask | kRobust | kShared); }
};
static_assert(sizeof(Mutex) == sizeof(pthread_mutex_t));

inline Mutex &of(pthread_mutex_t *m) { return *reinterpret_cast<Mutex *>(m); }

int mutex_lock(Mutex &, Deadline = kForever);
int mutex_trylock(Mutex &);
int mutex_unlock(Mutex &);
bool mutex_owned(const Mutex &); // by the calling thread; a normal private mutex: held by anyone
int mutex_init(Mutex &, const pthread_mutexattr_t *);
int mutex_destroy(Mutex &);
int mutex_consistent(Mutex &);
// At thread exit: robust mutexes that it still holds get EOWNERDEAD for the next.
void release_robust_mutexes(Thread *);

// pthread_mutexattr_t, packed like Mutex::kind; the ceiling in the second word.
struct MutexAttributes {
  uint64_t kind;
  int64_t ceiling;
};
inline MutexAttributes &of(pthread_mutexattr_t *a) { return *reinterpret_cast<MutexAttributes *>(a); }
inline const MutexAttributes &of(const pthread_mutexattr_t *a) { return *reinterpret_cast<const MutexAttributes *>(a); }

} // namespace tern::thread
