// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/pending.h"
#include "core/shared_state.h"
#include "signal/signalfd.h"

namespace tern::signal {

constinit Lock g_signal_lock;
constinit PendingSet g_process_pending = {};

namespace {
constexpr unsigned kPool = 1024; // of the process: sysconf(_SC_SIGQUEUE_MAX)
constinit Queued g_pool[kPool] = {};
constinit Queued *g_free = nullptr;
constinit unsigned g_used = 0; // places of the pool that were ever used

Queued *allocate() {
  if (Queued *q = g_free) {
    g_free = q->next;
    return q;
  }
  return g_used < kPool ? &g_pool[g_used++] : nullptr;
}
void give_back(Queued *q) {
  q->next = g_free;
  g_free = q;
}
} // namespace

bool add(uint64_t &bits, Queued *&first, const siginfo_t &info) {
  int signo = info.si_signo;
  bool rt = realtime(signo);
  if (!rt && bits & bit(signo)) return true; // standard signals do not queue
  Queued *q = allocate();
  if (!q && rt) return false;
  if (q) {
    q->info = info;
    q->next = nullptr;
    Queued **end = &first;
    while (*end) end = &(*end)->next;
    *end = q;
  }
  __atomic_or_fetch(&bits, bit(signo), __ATOMIC_SEQ_CST);
  notify_signalfds(signo);
  return true;
}

bool remove(uint64_t &bits, Queued *&first, int signo, siginfo_t &info) {
  if (!(bits & bit(signo))) return false;
  bool found = false, more = false;
  for (Queued **at = &first; *at;) {
    Queued *q = *at;
    if (q->info.si_signo != signo) {
      at = &q->next;
    } else if (!found) {
      info = q->info;
      *at = q->next;
      give_back(q);
      found = true;
    } else {
      more = true;
      break;
    }
  }
  if (!found) {
    info = {};
    info.si_signo = signo;
    info.si_code = SI_USER;
  }
  if (!more) __atomic_and_fetch(&bits, ~bit(signo), __ATOMIC_SEQ_CST);
  return true;
}

void discard(uint64_t &bits, Queued *&first, uint64_t set) {
  for (Queued **at = &first; *at;) {
    Queued *q = *at;
    if (set & bit(q->info.si_signo)) {
      *at = q->next;
      give_back(q);
    } else {
      at = &q->next;
    }
  }
  __atomic_and_fetch(&bits, ~set, __ATOMIC_SEQ_CST);
}

bool drain_shared() {
  Slot &slot = own_slot();
  if (!__atomic_load_n(&slot.pending, __ATOMIC_SEQ_CST)) return false;
  SlotDetail &detail = own_slot_detail();
  detail.queue_lock.lock();
  uint64_t bits = __atomic_exchange_n(&slot.pending, uint64_t{0}, __ATOMIC_SEQ_CST);
  uint32_t head = detail.queue_head % kQueuedSignals, tail = detail.queue_tail % kQueuedSignals;
  uint64_t kept = 0;
  while (head != tail) {
    const SharedSiginfo &s = detail.queue[head];
    siginfo_t info{};
    info.si_signo = s.signo;
    info.si_code = s.code;
    info.si_pid = s.pid;
    info.si_uid = static_cast<uid_t>(s.uid);
    info.si_value.sival_ptr = reinterpret_cast<void *>(s.value);
    info.si_status = s.status;
    info.si_errno = s.err;
    if (valid(s.signo)) {
      if (!add(g_process_pending.bits, g_process_pending.first, info)) { // full here: stays there
        for (uint32_t i = head; i != tail; i = (i + 1) % kQueuedSignals)
          if (valid(detail.queue[i].signo)) kept |= bit(detail.queue[i].signo);
        break;
      }
      bits &= ~bit(s.signo);
    }
    head = (head + 1) % kQueuedSignals;
  }
  detail.queue_head = head;
  if (kept) __atomic_or_fetch(&slot.pending, kept, __ATOMIC_SEQ_CST);
  bits &= ~kept;
  for (; bits; bits &= bits - 1) { // sent without siginfo: the queue was full
    siginfo_t info{};
    info.si_signo = __builtin_ctzll(bits) + 1;
    info.si_code = SI_USER;
    add(g_process_pending.bits, g_process_pending.first, info);
  }
  detail.queue_lock.unlock();
  return true;
}

} // namespace tern::signal
