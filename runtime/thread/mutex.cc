// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/mutex.h"
#include "nt/sync.h"
#include "nt/thread.h"

namespace tern::thread {

namespace {

uint64_t identity(const Mutex &m, Thread *t) {
  if (m.kind & Mutex::kShared) return static_cast<uint64_t>(nt::current_process_id()) << 32 | t->tid;
  return reinterpret_cast<uintptr_t>(t);
}

void link_robust(Mutex &m, Thread *t) {
  auto *head = static_cast<Mutex *>(t->robust_list);
  m.robust_prev = nullptr;
  m.robust_next = head;
  if (head) head->robust_prev = &m;
  t->robust_list = &m;
}
void unlink_robust(Mutex &m, Thread *t) {
  if (!t->robust_list) { // locked before a fork: its neighbours are the parent's business
    m.robust_next = m.robust_prev = nullptr;
    return;
  }
  if (m.robust_next) m.robust_next->robust_prev = m.robust_prev;
  if (m.robust_prev) m.robust_prev->robust_next = m.robust_next;
  else if (t->robust_list == &m) t->robust_list = m.robust_next;
  m.robust_next = m.robust_prev = nullptr;
}

SharedWait *shared_of(Mutex &m) { return m.kind & Mutex::kShared ? &m.shared : nullptr; }

void free_word(Mutex &m) {
  if (__atomic_exchange_n(&m.word, 0u, __ATOMIC_SEQ_CST) == 2) wake_one(&m.word, shared_of(m));
}

// A shared robust mutex is held by who is named in `owner`, so that no instant is without a name that can be found dead;
// its word only says 2 while somebody may sleep.
bool held_by_name(const Mutex &m) { return !(~m.kind & (Mutex::kShared | Mutex::kRobust)); }

void free_mutex(Mutex &m) {
  __atomic_store_n(&m.owner, uint64_t{0}, __ATOMIC_SEQ_CST);
  free_word(m);
}

// The mutex is ours: record the owner and tell what a dead one left behind.
int acquired(Mutex &m) {
  if (!m.tracks_owner()) [[likely]]
    return 0;
  Thread *t = current();
  __atomic_store_n(&m.owner, identity(m, t), __ATOMIC_RELAXED);
  m.depth = 0;
  if (!(m.kind & Mutex::kRobust)) return 0;
  if (m.robust_state == Mutex::kUnrecoverable) {
    free_mutex(m);
    return ENOTRECOVERABLE;
  }
  link_robust(m, t);
  return m.robust_state == Mutex::kOwnerDied ? EOWNERDEAD : 0;
}

bool try_free_name(Mutex &m) {
  uint64_t nobody = 0;
  return __atomic_compare_exchange_n(&m.owner, &nobody, identity(m, current()), false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

// By name: from nobody, or from an owner whose process is gone.
bool try_name(Mutex &m) {
  uint64_t owner = 0, me = identity(m, current());
  if (__atomic_compare_exchange_n(&m.owner, &owner, me, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) return true;
  if (owner == me || nt::process_alive(static_cast<uint32_t>(owner >> 32))) return false;
  if (!__atomic_compare_exchange_n(&m.owner, &owner, me, false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED)) return false;
  if (m.robust_state != Mutex::kUnrecoverable) m.robust_state = Mutex::kOwnerDied;
  m.robust_next = m.robust_prev = nullptr; // they pointed into the dead process
  return true;
}

// What a second lock by the owner means: -1 when the caller is not the owner.
int relock(Mutex &m, bool only_try) {
  if (!m.tracks_owner() || __atomic_load_n(&m.owner, __ATOMIC_RELAXED) != identity(m, current())) return -1;
  switch (m.type()) {
  case PTHREAD_MUTEX_RECURSIVE:
    if (m.depth == UINT32_MAX) return EAGAIN;
    ++m.depth;
    return 0;
  case PTHREAD_MUTEX_ERRORCHECK: return only_try ? EBUSY : EDEADLK;
  default: return -1;
  }
}

bool try_word(Mutex &m) {
  uint32_t expected = 0;
  return __atomic_compare_exchange_n(&m.word, &expected, 1u, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

// Looks again at times: who was to be woken, or held it since this wait began, may have been killed.
int lock_name(Mutex &m, Deadline deadline) {
  constexpr int64_t kLook = 500000; // 50 ms
  for (;;) {
    __atomic_store_n(&m.word, 2u, __ATOMIC_SEQ_CST);
    if (try_name(m)) return acquired(m);
    Deadline look = deadline_in(kLook);
    auto owner = static_cast<uint32_t>(__atomic_load_n(&m.owner, __ATOMIC_RELAXED) >> 32);
    WaitOutcome o = sleep_on(&m.word, 2, look < deadline ? look : deadline, Cancel::No, shared_of(m), owner);
    if (o == WaitOutcome::TimedOut && deadline <= monotonic_now()) return ETIMEDOUT;
  }
}

int lock_slow(Mutex &m, Deadline deadline) {
  if (int r = relock(m, false); r >= 0) return r;
  for (int spin = 0; spin < 100; ++spin) {
    if (held_by_name(m)) break;
    if (__atomic_load_n(&m.word, __ATOMIC_RELAXED) == 0 && try_word(m)) return acquired(m);
    __builtin_ia32_pause();
  }
  if (held_by_name(m)) return lock_name(m, deadline);
  while (__atomic_exchange_n(&m.word, 2u, __ATOMIC_ACQUIRE) != 0)
    if (sleep_on(&m.word, 2, deadline, Cancel::No, shared_of(m)) == WaitOutcome::TimedOut) return ETIMEDOUT;
  return acquired(m);
}

} // namespace

int mutex_lock(Mutex &m, Deadline deadline) {
  if (!held_by_name(m) ? try_word(m) : try_free_name(m)) [[likely]]
    return acquired(m);
  return lock_slow(m, deadline);
}

int mutex_trylock(Mutex &m) {
  if (!held_by_name(m) ? try_word(m) : try_free_name(m)) return acquired(m);
  if (int r = relock(m, true); r >= 0) return r;
  if (held_by_name(m) && try_name(m)) return acquired(m);
  return EBUSY;
}

int mutex_unlock(Mutex &m) {
  if (m.tracks_owner()) {
    Thread *t = current();
    if (__atomic_load_n(&m.owner, __ATOMIC_RELAXED) != identity(m, t)) return EPERM;
    if (m.type() == PTHREAD_MUTEX_RECURSIVE && m.depth) {
      --m.depth;
      return 0;
    }
    if (m.kind & Mutex::kRobust) {
      unlink_robust(m, t);
      if (m.robust_state == Mutex::kOwnerDied) m.robust_state = Mutex::kUnrecoverable;
    }
    __atomic_store_n(&m.owner, uint64_t{0}, __ATOMIC_SEQ_CST);
    if (m.robust_state == Mutex::kUnrecoverable) {
      __atomic_store_n(&m.word, 0u, __ATOMIC_SEQ_CST);
      wake_all(&m.word, shared_of(m)); // all of them get ENOTRECOVERABLE
      return 0;
    }
  }
  free_word(m);
  return 0;
}

bool mutex_owned(const Mutex &m) {
  if (!m.tracks_owner()) return __atomic_load_n(&m.word, __ATOMIC_RELAXED) != 0;
  return m.owner == identity(m, current());
}

int mutex_init(Mutex &m, const pthread_mutexattr_t *a) {
  uint32_t kind = a ? static_cast<uint32_t>(of(a).kind) : 0;
  m = {};
  m.kind = kind;
  if (a) m.ceiling = static_cast<int32_t>(of(a).ceiling);
  if (kind & Mutex::kShared && !(m.shared.id = new_shared_id())) return EAGAIN;
  return 0;
}

int mutex_destroy(Mutex &m) {
  if (held_by_name(m) ? __atomic_load_n(&m.owner, __ATOMIC_RELAXED) != 0 : __atomic_load_n(&m.word, __ATOMIC_RELAXED) != 0) return EBUSY;
  m.owner = 0;
  return 0;
}

int mutex_consistent(Mutex &m) {
  if (!(m.kind & Mutex::kRobust) || m.robust_state != Mutex::kOwnerDied || !mutex_owned(m)) return EINVAL;
  m.robust_state = Mutex::kConsistent;
  return 0;
}

void release_robust_mutexes(Thread *t) {
  while (auto *m = static_cast<Mutex *>(t->robust_list)) {
    unlink_robust(*m, t);
    m->robust_state = Mutex::kOwnerDied;
    __atomic_store_n(&m->owner, uint64_t{0}, __ATOMIC_SEQ_CST);
    __atomic_store_n(&m->word, 0u, __ATOMIC_SEQ_CST);
    wake_one(&m->word, shared_of(*m));
  }
}

} // namespace tern::thread
