// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/pending.h"
#include "core/shared_state.h"
#include "signal/shared_queue.h"
#include "signal/signalfd.h"
#include <limits.h>

namespace tern::signal {

constinit Lock g_signal_lock;
constinit PendingSet g_process_pending = {};

namespace {
constexpr unsigned kPool = SIGQUEUE_MAX; // of the process
constinit Queued g_pool[kPool] = {};
constinit Queued *g_free = nullptr;
constinit unsigned g_used = 0; // places of the pool that were ever used
constinit unsigned g_taken = 0; // and that are now

Queued *allocate() {
  if (g_taken == kPool) return nullptr;
  ++g_taken;
  if (Queued *q = g_free) {
    g_free = q->next;
    return q;
  }
  return &g_pool[g_used++];
}
void give_back(Queued *q) {
  q->next = g_free;
  g_free = q;
  --g_taken;
}
} // namespace

bool add(uint64_t &bits, Queued *&last, const siginfo_t &info) {
  int signo = info.si_signo;
  bool rt = realtime(signo);
  if (!rt && bits & bit(signo)) return true; // standard signals do not queue
  Queued *q = allocate();
  if (!q && rt) return false;
  if (q) {
    q->info = info;
    q->next = last ? last->next : q;
    if (last) last->next = q;
    last = q;
  }
  __atomic_or_fetch(&bits, bit(signo), __ATOMIC_SEQ_CST);
  notify_signalfds(signo);
  return true;
}

// Walks the ring once, oldest first; `visit` says whether the entry goes. Ends when `done` is set.
template <class Visit> static void filter(Queued *&last, Visit visit) {
  if (!last) return;
  bool done = false;
  Queued *end = last;
  for (Queued *before = last;;) {
    Queued *q = before->next;
    bool was_end = q == end;
    if (visit(q, done)) {
      before->next = q->next;
      if (q == last) last = q == before ? nullptr : before;
      give_back(q);
    } else {
      before = q;
    }
    if (was_end || done) return;
  }
}

bool remove(uint64_t &bits, Queued *&last, int signo, siginfo_t &info) {
  if (!(bits & bit(signo))) return false;
  bool found = false, more = false;
  filter(last, [&](Queued *q, bool &done) {
    if (q->info.si_signo != signo) return false;
    if (found) return done = more = true, false;
    info = q->info;
    return found = true;
  });
  if (!found) {
    info = {};
    info.si_signo = signo;
    info.si_code = SI_USER;
  }
  if (!more) __atomic_and_fetch(&bits, ~bit(signo), __ATOMIC_SEQ_CST);
  return true;
}

void discard(uint64_t &bits, Queued *&last, uint64_t set) {
  filter(last, [&](Queued *q, bool &) { return (set & bit(q->info.si_signo)) != 0; });
  __atomic_and_fetch(&bits, ~set, __ATOMIC_SEQ_CST);
}

namespace {

struct Draining {
  uint64_t bits;  // what the slot says is pending
  uint64_t taken; // had an entry
  uint64_t kept;  // found no room here: stays in the slot
};

bool take_over(const SharedSiginfo &s, void *argument) {
  auto *d = static_cast<Draining *>(argument);
  if (!valid(s.signo)) return true;
  uint64_t b = bit(s.signo);
  if (!realtime(s.signo) && !(d->bits & b)) return true; // dropped by its opposite (SIGCONT, stops)
  siginfo_t info{};
  info.si_signo = s.signo;
  info.si_code = s.code;
  info.si_pid = s.pid;
  info.si_uid = static_cast<uid_t>(s.uid);
  info.si_value.sival_ptr = reinterpret_cast<void *>(s.value);
  info.si_status = s.status;
  info.si_errno = s.err;
  // One that waits must not be overtaken by a later one of its number.
  bool done = !(d->kept & b) && add(g_process_pending.bits, g_process_pending.last, info);
  (done ? d->taken : d->kept) |= b;
  return done;
}

} // namespace

constinit uint64_t g_untold = 0;
static constinit uint64_t g_kept = 0; // in the slot for want of room here, last time

void drain_shared() {
  Slot &slot = own_slot();
  uint64_t waiting = __atomic_load_n(&slot.pending, __ATOMIC_SEQ_CST);
  if (!waiting) return;
  // More of what is pending here anyway: fetched in batches, since each fetch walks the list.
  if (!(waiting & ~(g_kept & g_process_pending.bits)) && g_taken > kPool / 2) return;
  SlotDetail &detail = own_slot_detail();
  detail.queue_lock.lock();
  Draining d{__atomic_exchange_n(&slot.pending, uint64_t{0}, __ATOMIC_SEQ_CST), 0, 0};
  take_shared(slot, take_over, &d);
  for (uint64_t bare = d.bits & ~(d.taken | d.kept); bare; bare &= bare - 1) { // sent without siginfo: no place was free
    int signo = __builtin_ctzll(bare) + 1;
    if (realtime(signo)) continue; // its sender was killed in the middle
    siginfo_t info{};
    info.si_signo = signo;
    info.si_code = SI_USER;
    add(g_process_pending.bits, g_process_pending.last, info);
    d.taken |= bit(signo);
  }
  g_kept = d.kept;
  if (d.kept) __atomic_or_fetch(&slot.pending, d.kept, __ATOMIC_SEQ_CST);
  detail.queue_lock.unlock();
  g_untold |= d.taken;
}

} // namespace tern::signal
