// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/futex.h"
#include "core/lock.h"
#include "core/sections.h"
#include "nt/clock.h"
#include "nt/sync.h"
#include "nt/thread.h"
#include "nt/token.h"
#include "process/shared_name.h"
#include "time/clocks.h"

namespace tern::thread {

namespace {

// Semaphores of shared objects that this process slept on or woke, by id. Bounded: the oldest place is used again.
struct Cached {
  uint64_t id;
  nt::RawHandle semaphore;
  uint32_t users;
};
constexpr unsigned kCached = 256;
TERN_NOFORK Cached g_cache[kCached] = {};
constinit Lock g_cache_lock;

nt::RawHandle open_semaphore(uint64_t id) {
  char16_t kind[32] = u"-sync-";
  unsigned n = 6;
  for (int shift = 60; shift >= 0; shift -= 4) kind[n++] = u"0123456789abcdef"[id >> shift & 15];
  kind[n] = 0;
  char16_t name[64];
  shared_object_name(kind, name);
  nt::Sid user;
  nt::OwnerOnly security;
  if (!nt::current_user(user).ok() || !nt::make_owner_only(user, security)) return nullptr;
  nt::Handle h;
  if (!nt::create_semaphore(h, 0, 0x7fffffff, name, nt::named_objects(), security.get()).ok()) return nullptr;
  return h.release();
}

// Holds a cache place for the time of one wait or wake.
class Semaphore {
  Cached *place_ = nullptr;
  nt::RawHandle own_ = nullptr;

public:
  explicit Semaphore(uint64_t id) {
    Guard guard(g_cache_lock);
    Cached *unused = nullptr;
    for (unsigned i = 0; i < 8; ++i) {
      Cached &c = g_cache[(id + i) % kCached];
      if (c.id == id) {
        place_ = &c;
        ++c.users;
        return;
      }
      if (!c.users) unused = &c;
    }
    own_ = open_semaphore(id);
    if (!unused || !own_) return;
    nt::close_handle(unused->semaphore);
    *unused = {id, own_, 1};
    place_ = unused;
    own_ = nullptr;
  }
  ~Semaphore() {
    if (place_) {
      Guard guard(g_cache_lock);
      --place_->users;
    } else {
      nt::close_handle(own_);
    }
  }
  Semaphore(const Semaphore &) = delete;
  nt::RawHandle get() const { return place_ ? place_->semaphore : own_; }
};

WaitOutcome sleep_shared(const volatile uint32_t *word, uint32_t expected, Deadline deadline, SharedWait *shared,
                         uint32_t owner_pid, WaitPolicy policy) {
  Semaphore semaphore(shared->id);
  nt::Handle owner(owner_pid && owner_pid != nt::current_process_id() ? nt::open_process_for_wait(owner_pid) : nullptr);
  if (owner_pid && !owner && owner_pid != nt::current_process_id()) return WaitOutcome::Signalled; // it is gone: look
  __atomic_add_fetch(&shared->waiters, 1, __ATOMIC_SEQ_CST);
  WaitOutcome outcome = WaitOutcome::Signalled;
  if (__atomic_load_n(word, __ATOMIC_SEQ_CST) == expected) {
    if (semaphore.get()) {
      void *handles[2] = {semaphore.get(), owner.get()};
      outcome = wait_objects(handles, owner ? 2 : 1, deadline, policy).outcome;
    } else {
      nt::delay(-10000);
    }
  }
  // A token that was meant for a sleeper of before: it is about to sleep, so leave it to it.
  bool stolen = outcome == WaitOutcome::Signalled && __atomic_load_n(word, __ATOMIC_SEQ_CST) == expected;
  uint32_t left = __atomic_sub_fetch(&shared->waiters, 1, __ATOMIC_SEQ_CST);
  if (stolen && left && !owner) {
    nt::release_semaphore(semaphore.get(), 1);
    nt::delay(-10000);
  }
  return outcome;
}

} // namespace

// Unique, not secret: when, who, how many before.
uint64_t new_shared_id() {
  static constinit uint32_t count = 0;
  uint64_t x = static_cast<uint64_t>(nt::system_time_precise());
  x = (x ^ static_cast<uint64_t>(nt::current_process_id()) << 40) * 0x9e3779b97f4a7c15u;
  x ^= x >> 29;
  x = (x + __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED)) * 0xbf58476d1ce4e5b9u;
  x ^= x >> 32;
  return x ? x : 1;
}

WaitOutcome sleep_on(const volatile uint32_t *word, uint32_t expected, Deadline deadline, Cancel cancel, SharedWait *shared,
                     uint32_t owner_pid, WaitPolicy policy) {
  Enter enter;
  Thread *t = enter.thread();
  t->at_cancel_point = cancel == Cancel::Point;
  WaitOutcome outcome = shared && shared->id ? sleep_shared(word, expected, deadline, shared, owner_pid, policy)
                                             : wait_address(word, expected, deadline, policy);
  t->at_cancel_point = false;
  return outcome;
}

static void wake_shared(SharedWait *shared, bool all) {
  uint32_t waiters = __atomic_load_n(&shared->waiters, __ATOMIC_SEQ_CST);
  if (!waiters) return;
  Enter enter;
  Semaphore semaphore(shared->id);
  if (semaphore.get()) nt::release_semaphore(semaphore.get(), all ? static_cast<int32_t>(waiters) : 1);
}

void wake_one(const volatile uint32_t *word, SharedWait *shared) {
  if (shared && shared->id) return wake_shared(shared, false);
  Enter enter;
  wake_address_one(word);
}
void wake_all(const volatile uint32_t *word, SharedWait *shared) {
  if (shared && shared->id) return wake_shared(shared, true);
  Enter enter;
  wake_address_all(word);
}

Result<Deadline> deadline_of(clockid_t clock, const timespec *when) {
  if (!when || when->tv_nsec < 0 || when->tv_nsec >= 1000000000) return Errno(EINVAL);
  int64_t now = TRY(time::read_clock(clock));
  if (!time::may_sleep_on(clock)) return Errno(EINVAL);
  int64_t end = time::to_ticks(*when); // saturates
  if (end <= now) return kPoll;
  return deadline_in(end - now);
}

void futex_rebuild() { g_cache_lock.reset(); }

} // namespace tern::thread
