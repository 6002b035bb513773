// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "core/lock.h"
#include "nt/clock.h"
#include "nt/sync.h"

namespace tern {

namespace {

// Threads that sleep on an address queue in a bucket and each sleeps on a word of its own record. So a signal or
// a cancellation can end one thread's wait without touching the user's word and without a race, and wake-ups are
// first come, first served.
enum ParkState : uint32_t { kAwake, kParked, kSignalled, kWanted };

struct alignas(64) Bucket {
  Lock lock;
  Thread *head = nullptr, *tail = nullptr;
};
constinit Bucket g_buckets[256];

Bucket &bucket_of(const volatile void *address) {
  auto a = reinterpret_cast<uintptr_t>(address) >> 2;
  return g_buckets[(a * 0x9e3779b97f4a7c15u) >> 56];
}

void enqueue(Bucket &b, Thread *t) {
  t->park_next = nullptr;
  t->park_prev = b.tail;
  (b.tail ? b.tail->park_next : b.head) = t;
  b.tail = t;
}

void dequeue(Bucket &b, Thread *t) {
  (t->park_prev ? t->park_prev->park_next : b.head) = t->park_next;
  (t->park_next ? t->park_next->park_prev : b.tail) = t->park_prev;
}

// Under the bucket's lock: takes `t` out of the queue. The caller wakes it after the lock is free.
struct Sleeper {
  uint32_t *word;
  void *event;
};
Sleeper unpark(Bucket &b, Thread *t, ParkState state) {
  dequeue(b, t);
  Sleeper s{&t->park_state, t->park_by_event ? t->wake_event : nullptr};
  __atomic_store_n(&t->wait_address, nullptr, __ATOMIC_RELAXED);
  __atomic_store_n(&t->park_state, state, __ATOMIC_RELEASE); // the record may be gone after this
  return s;
}
void wake(const Sleeper &s) {
  if (s.event) nt::set_event(s.event);
  else nt::wake_address_single(s.word);
}

// Ticks are 15.6 ms on Windows: what ends sooner needs a high-resolution timer. null when there is none (Wine
// has 1 ms ticks and no such timer).
constexpr int64_t kShort = 200000;
void *short_timer(Thread *t, int64_t remaining) {
  if (remaining > kShort) return nullptr;
  if (!t->short_timer) t->short_timer = nt::create_high_resolution_timer();
  if (!t->short_timer || !nt::set_timer(t->short_timer, remaining)) return nullptr;
  return t->short_timer;
}

// Sleeps until park_state changes or `remaining` (100 ns; INT64_MAX: for ever) has passed.
void sleep_parked(Thread *t, int64_t remaining) {
  if (remaining == INT64_MAX) {
    nt::wait_on_address(&t->park_state, kParked, nullptr);
  } else if (t->park_by_event) {
    void *timer = short_timer(t, remaining);
    void *handles[2] = {wake_event(t), timer};
    int64_t timeout = -remaining;
    nt::wait(handles, timer ? 2 : 1, timer ? nullptr : &timeout);
  } else {
    int64_t timeout = -remaining;
    nt::wait_on_address(&t->park_state, kParked, &timeout);
  }
}

// Only handlers that run from here on decide about a restart.
WaitOutcome wanted(Thread *t) {
  t->no_restart = t->handler_ran = false;
  return WaitOutcome::Wanted;
}

} // namespace

int64_t monotonic_now() { return nt::interrupt_time(); }

Deadline deadline_in(int64_t hundred_ns) {
  int64_t end;
  if (__builtin_add_overflow(monotonic_now(), hundred_ns < 0 ? 0 : hundred_ns, &end)) return kForever;
  return end;
}

WaitOutcome wait_address(const volatile uint32_t *address, uint32_t expected, Deadline deadline, WaitPolicy policy) {
  Thread *t = current();
  Bucket &b = bucket_of(address);
  bool wantable = policy != WaitPolicy::Uninterruptible;
  int64_t remaining = deadline == kForever ? INT64_MAX : deadline == kPoll ? 0 : deadline - monotonic_now();
  bool by_event = remaining <= kShort && nt::has_high_resolution_timer() && wake_event(t);
  b.lock.lock();
  __atomic_store_n(&t->wait_address, address, __ATOMIC_SEQ_CST); // before looking: want_attention() reads it last
  WaitOutcome early;
  if (__atomic_load_n(address, __ATOMIC_SEQ_CST) != expected) early = WaitOutcome::Signalled;
  else if (wantable && is_wanted(t)) early = wanted(t);
  else if (remaining <= 0) early = WaitOutcome::TimedOut;
  else {
    t->park_wantable = wantable;
    t->park_by_event = by_event;
    __atomic_store_n(&t->park_state, kParked, __ATOMIC_RELAXED);
    enqueue(b, t);
    b.lock.unlock();
    for (;;) {
      sleep_parked(t, remaining);
      uint32_t state = __atomic_load_n(&t->park_state, __ATOMIC_ACQUIRE);
      if (state != kParked) return state == kSignalled ? WaitOutcome::Signalled : wanted(t);
      if (deadline == kForever || (remaining = deadline - monotonic_now()) > 0) continue;
      Guard guard(b.lock);
      state = __atomic_load_n(&t->park_state, __ATOMIC_ACQUIRE);
      if (state != kParked) return state == kSignalled ? WaitOutcome::Signalled : wanted(t);
      dequeue(b, t);
      t->park_state = kAwake;
      __atomic_store_n(&t->wait_address, nullptr, __ATOMIC_RELAXED);
      return WaitOutcome::TimedOut;
    }
  }
  __atomic_store_n(&t->wait_address, nullptr, __ATOMIC_RELAXED);
  b.lock.unlock();
  return early;
}

void wake_address_one(const volatile uint32_t *address) {
  Bucket &b = bucket_of(address);
  Sleeper s;
  {
    Guard guard(b.lock);
    Thread *t = b.head;
    while (t && t->wait_address != address) t = t->park_next;
    if (!t) return;
    s = unpark(b, t, kSignalled);
  }
  wake(s);
}

void wake_address_all(const volatile uint32_t *address) {
  Bucket &b = bucket_of(address);
  for (;;) {
    Sleeper batch[32];
    unsigned n = 0;
    {
      Guard guard(b.lock);
      for (Thread *t = b.head, *next; t && n < 32; t = next) {
        next = t->park_next;
        if (t->wait_address == address) batch[n++] = unpark(b, t, kSignalled);
      }
    }
    for (unsigned i = 0; i < n; ++i) wake(batch[i]);
    if (n < 32) return;
  }
}

bool want_attention(Thread *t, uint32_t bits) {
  __atomic_or_fetch(&t->pending_attention, bits, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&t->waits_for_objects, __ATOMIC_SEQ_CST)) {
    if (t->wake_event) nt::set_event(t->wake_event);
    return true;
  }
  auto *address = __atomic_load_n(&t->wait_address, __ATOMIC_SEQ_CST);
  if (!address) return false;
  Bucket &b = bucket_of(address);
  Sleeper s;
  {
    Guard guard(b.lock);
    if (t->wait_address != address || t->park_state != kParked || !t->park_wantable || !is_wanted(t)) return true;
    s = unpark(b, t, kWanted);
  }
  wake(s);
  return true;
}

void *wake_event(Thread *t) {
  if (!t->wake_event) {
    nt::Handle event;
    if (nt::create_event(event, false, false).ok()) t->wake_event = event.release();
  }
  return t->wake_event;
}

WaitResult wait_objects(void *const *handles, unsigned count, Deadline deadline, WaitPolicy policy) {
  Thread *t = current();
  bool wantable = policy != WaitPolicy::Uninterruptible;
  void *all[64];
  unsigned n = 0;
  for (; n < count && n < 62; ++n) all[n] = handles[n];
  if (wantable && wake_event(t)) all[n++] = t->wake_event;
  struct Mark {
    Thread *t;
    ~Mark() { __atomic_store_n(&t->waits_for_objects, false, __ATOMIC_RELAXED); }
  } mark{t};
  if (wantable) __atomic_store_n(&t->waits_for_objects, true, __ATOMIC_SEQ_CST);
  for (;;) {
    int64_t remaining = deadline == kForever ? INT64_MAX : deadline == kPoll ? 0 : deadline - monotonic_now();
    if (remaining < 0) remaining = 0;
    if (wantable && is_wanted(t)) return {wanted(t), 0};
    void *timer = remaining && remaining != INT64_MAX ? short_timer(t, remaining) : nullptr;
    all[n] = timer;
    int64_t timeout = -remaining;
    if (n == 0 && !timer) {
      if (remaining) nt::delay(timeout);
      return {WaitOutcome::TimedOut, 0};
    }
    auto status = nt::wait(all, n + (timer ? 1 : 0), timer || remaining == INT64_MAX ? nullptr : &timeout);
    auto value = static_cast<uint32_t>(status.value);
    if (value >= 0x80 && value < 0xc0) value -= 0x80; // an abandoned mutex is ours all the same
    if (value < count) return {WaitOutcome::Signalled, value};
    if (value == 0x102 || (timer && value == n)) {
      if (deadline == kPoll || deadline <= monotonic_now()) return {WaitOutcome::TimedOut, 0};
    } else if (value > 64) {
      // A handle that cannot be waited on: tell, do not spin. The engine looks at the object and finds the error.
      return {WaitOutcome::Signalled, 0};
    }
  }
}

// hooks: a forked child has one thread, which waits on nothing.
void wait_rebuild() {
  for (auto &b : g_buckets) {
    b.lock.reset();
    b.head = b.tail = nullptr;
  }
  Thread *t = current();
  t->wake_event = t->short_timer = nullptr;
  t->wait_address = nullptr;
  t->park_state = kAwake;
  t->waits_for_objects = false;
}

} // namespace tern
