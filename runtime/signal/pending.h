// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pending signals of this process. Everything here is under g_signal_lock, taken only inside Enter, so that no
// handler runs while it is held. It comes before g_thread_list_lock, as in fork.
#pragma once
#include "core/lock.h"
#include "signal/signals.h"

namespace tern::signal {

extern Lock g_signal_lock;

struct Queued {
  Queued *next;
  siginfo_t info;
};

// Bits and queue: a bit is set exactly when a signal of that number is queued, or when it was generated while the pool
// was empty (then its siginfo says SI_USER and no more). A queue is a ring, known by its last entry.
struct PendingSet {
  uint64_t bits;
  Queued *last;
};

bool add(uint64_t &bits, Queued *&last, const siginfo_t &); // false: real-time and no place
bool remove(uint64_t &bits, Queued *&last, int signo, siginfo_t &);
void discard(uint64_t &bits, Queued *&last, uint64_t set);
extern PendingSet g_process_pending;

// Takes what other processes have put into this process's slot into g_process_pending, as far as there is room.
void drain_shared();
// What drain_shared() took that no thread was told of yet; the helper is woken to do it (accept_shared).
extern uint64_t g_untold;

} // namespace tern::signal
