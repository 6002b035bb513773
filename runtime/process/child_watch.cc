// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/child_watch.h"
#include "core/shared_state.h"
#include "nt/process.h"
#include "process/children.h"
#include "process/exit.h"
#include "process/notify.h"
#include "process/table.h"
#include "process/wait.h"
#include "signal/helper.h"
#include <signal.h>
#include <sys/wait.h>

namespace tern::process {
namespace {

// It has a handler, or is blocked for somebody who waits for signals (sigwait and signalfd have the helper run).
bool handles_child_signal() {
  const Slot &s = own_slot();
  uint64_t wanted = __atomic_load_n(&s.handle_hint, __ATOMIC_SEQ_CST) | __atomic_load_n(&s.block_hint, __ATOMIC_SEQ_CST);
  return wanted >> (SIGCHLD - 1) & 1;
}

// Children that ended and said so are zombies, and are the waiter's.
bool runs(const Child &c) {
  if (!c.pid || !c.handle) return false;
  const Slot &s = shared().slots[c.slot];
  return s.pid == c.pid && __atomic_load_n(&s.state, __ATOMIC_ACQUIRE) != static_cast<uint32_t>(SlotState::Zombie);
}

// A child on its last instructions has told already, or does so now: only who is still Running or Stopped is spoken for.
bool bury(Slot &s, int status) {
  uint32_t state = __atomic_load_n(&s.state, __ATOMIC_ACQUIRE);
  if (state != static_cast<uint32_t>(SlotState::Running) && state != static_cast<uint32_t>(SlotState::Stopped)) return false;
  s.wait_status = status;
  s.stop_status = 0;
  return __atomic_compare_exchange_n(&s.state, &state, static_cast<uint32_t>(SlotState::Zombie), false, __ATOMIC_SEQ_CST,
                                     __ATOMIC_RELAXED);
}

} // namespace

void watch_new_child() {
  if (handles_child_signal() && signal::helper_runs()) signal::poke_helper();
}

bool children_to_watch(nt::RawHandle *out, unsigned max, unsigned &count) {
  count = 0;
  if (!handles_child_signal()) return false;
  Guard guard(g_children_lock);
  Child *list = children();
  for (unsigned i = 0; i < children_end(); ++i) {
    if (!runs(list[i])) continue;
    if (count == max) return true;
    out[count++] = list[i].handle;
  }
  return false;
}

void notice_ended_children() {
  if (!handles_child_signal()) return;
  Guard guard(g_children_lock);
  Child *list = children();
  for (unsigned i = 0; i < children_end(); ++i) {
    Child &c = list[i];
    if (!runs(c) || !nt::has_exited(c.handle)) continue;
    nt::RawHandle before = c.handle;
    if (current_handle(c) != before) continue; // it execed
    Slot &s = shared().slots[c.slot];
    int status = status_of_ended(c);
    if (!bury(s, status)) continue;
    if (!c.native) sweep_claims();
    notify_parent(s, WIFEXITED(status) ? CLD_EXITED : WCOREDUMP(status) ? CLD_DUMPED : CLD_KILLED,
                  WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
  }
}

} // namespace tern::process
