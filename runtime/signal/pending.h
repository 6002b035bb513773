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
// was empty (then its siginfo says SI_USER and no more).
struct PendingSet {
  uint64_t bits;
  Queued *first;
};

bool add(uint64_t &bits, Queued *&first, const siginfo_t &); // false: real-time and no place
bool remove(uint64_t &bits, Queued *&first, int signo, siginfo_t &);
void discard(uint64_t &bits, Queued *&first, uint64_t set);
extern PendingSet g_process_pending;

// Takes what other processes have put into this process's slot into g_process_pending. True when there was any.
bool drain_shared();

} // namespace tern::signal
