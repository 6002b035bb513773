// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "nt/sync.h"

namespace tern {

int64_t monotonic_now() { return nt::interrupt_time(); }

Deadline deadline_in(int64_t hundred_ns) {
  int64_t now = monotonic_now();
  return hundred_ns > INT64_MAX - 1 - now ? INT64_MAX - 1 : now + hundred_ns;
}

// NT's relative timeout (negative 100 ns) for a deadline; null pointer for ever.
static const int64_t *relative(Deadline deadline, int64_t &buffer) {
  if (deadline == kForever) return nullptr;
  int64_t left = deadline == kPoll ? 0 : deadline - monotonic_now();
  buffer = left > 0 ? -left : 0;
  return &buffer;
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
  void *all[64];
  unsigned n = 0;
  bool may_wake = policy != WaitPolicy::Uninterruptible;
  for (; n < count && n < 62; n++) all[n] = handles[n];
  if (may_wake) {
    all[n] = wake_event(t);
    if (all[n]) n++;
  }
  for (;;) {
    if (may_wake && is_wanted(t)) return {WaitOutcome::Wanted, 0};
    int64_t buffer;
    nt::Status s = nt::wait(all, n, relative(deadline, buffer));
    auto v = static_cast<uint32_t>(s.value);
    if (v >= 0x80 && v < 0x80 + count) v -= 0x80; // abandoned mutex: ours now
    if (v < count) return {WaitOutcome::Signalled, v};
    if (v == count && may_wake && n > count) continue; // woken: is_wanted decides
    return {WaitOutcome::TimedOut, 0};                 // time-out, or a handle that broke: the caller looks again
  }
}

WaitOutcome wait_address(const volatile uint32_t *address, uint32_t expected, Deadline deadline, WaitPolicy policy) {
  Thread *t = current();
  bool may_wake = policy != WaitPolicy::Uninterruptible;
  if (may_wake) {
    __atomic_store_n(&t->wait_address, address, __ATOMIC_SEQ_CST);
    if (is_wanted(t)) {
      __atomic_store_n(&t->wait_address, nullptr, __ATOMIC_RELAXED);
      return WaitOutcome::Wanted;
    }
  }
  int64_t buffer;
  nt::Status s = nt::wait_on_address(address, expected, relative(deadline, buffer));
  if (may_wake) {
    __atomic_store_n(&t->wait_address, nullptr, __ATOMIC_RELAXED);
    if (is_wanted(t)) return WaitOutcome::Wanted;
  }
  return s == 0x102u ? WaitOutcome::TimedOut : WaitOutcome::Signalled;
}

void wake_address_one(const volatile uint32_t *a) { nt::wake_address_single(a); }
void wake_address_all(const volatile uint32_t *a) { nt::wake_address_all(a); }

// The waiter stores wait_address before it looks at its attention bits, the waker sets the bits before it reads
// wait_address: one of them sees the other. A waker that comes between the waiter's look and its sleep is lost by
// RtlWaitOnAddress, so the address is woken until the waiter has left it (bounded: it has no lock of ours).
void want_attention(Thread *t, uint32_t bits) {
  __atomic_or_fetch(&t->pending_attention, bits, __ATOMIC_SEQ_CST);
  if (void *event = __atomic_load_n(&t->wake_event, __ATOMIC_SEQ_CST)) nt::set_event(event);
  for (int tries = 0; tries < 1000; tries++) {
    auto *address = static_cast<const volatile uint32_t *>(__atomic_load_n(&t->wait_address, __ATOMIC_SEQ_CST));
    if (!address || t == current_or_null()) break;
    nt::wake_address_all(address);
    nt::yield_thread();
  }
}

} // namespace tern
