// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The process table: slots of the shared state. A pid's slot is pid % kSlots, so that a look-up is one access;
// pids rise and come again only after 4 million, never while a process, group or session still has the number.
#pragma once
#include "core/shared_state.h"
#include "nt/handle.h"
#include <sys/types.h>

namespace tern::process {

// At start: takes the slot that the startup block names, or claims one (a native process started us).
Result<> table_attach();

// The slot of a pid, or null when there is none (or it was freed since). Zombies are found.
Slot *find(pid_t pid);
unsigned index_of(const Slot &);
SlotDetail &detail_of(const Slot &);

// Claims a slot with a new pid; state Claimed, owned by this process until publish(). Errors: EAGAIN (table full).
Result<Slot *> claim();
// Gives it up again: a launch failed, or the zombie was waited for.
void free_slot(Slot &);

// True while the Windows process behind a running slot lives. A slot whose process was killed from outside is
// turned into a zombie (or freed when nobody can wait for it), and false is returned.
bool is_alive(Slot &);

// The child in this slot has been let run: from now on it is nobody's but its own.
void claim_runs(Slot &);
// Ends what was being made by processes that were killed meanwhile. When a child is found killed, and at the start of a
// process that a native one made.
void sweep_claims();

// Calls f(slot) for each live or zombie process; stops when f returns false. f must not trust the slot to stay.
template <class F> void for_each(F f) {
  unsigned end = __atomic_load_n(&shared().header.slots_high, __ATOMIC_ACQUIRE);
  if (end > kSlots) end = kSlots;
  for (unsigned i = 0; i < end; ++i) {
    Slot &s = shared().slots[i];
    auto state = static_cast<SlotState>(__atomic_load_n(&s.state, __ATOMIC_ACQUIRE));
    if (state == SlotState::Free || state == SlotState::Claimed) continue;
    if (!f(s)) return;
  }
}

} // namespace tern::process
