// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/children.h"
#include "core/sections.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "process/child_watch.h"
#include "process/table.h"

namespace tern::process {

TERN_NOFORK Lock g_children_lock;
TERN_NOFORK static Child *g_children = nullptr;
TERN_NOFORK static unsigned g_end = 0;

Child *children() {
  if (g_children) return g_children;
  uintptr_t at = 0;
  if (!nt::reserve_commit(at, kMaxChildren * sizeof(Child), nt::Protect::ReadWrite).ok()) return nullptr;
  return g_children = reinterpret_cast<Child *>(at);
}

unsigned children_end() { return g_end; }

static Child *free_entry() {
  Child *list = children();
  if (!list) return nullptr;
  for (unsigned i = 0; i < g_end; ++i)
    if (!list[i].pid) return &list[i];
  return g_end < kMaxChildren ? &list[g_end] : nullptr;
}

// Children that left no zombie (SIGCHLD is ignored) are nobody's to wait for: their slots are free already.
static void forget_unawaited() {
  for (unsigned i = 0; i < g_end; ++i) {
    Child &c = g_children[i];
    if (c.pid && __atomic_load_n(&shared().slots[c.slot].pid, __ATOMIC_ACQUIRE) != c.pid) remove_child(c);
  }
}

Result<> reserve_child() {
  Guard guard(g_children_lock);
  forget_unawaited();
  if (!free_entry()) return Errno(EAGAIN);
  return success();
}

Result<> adopt_child(const Child &child) {
  Guard guard(g_children_lock);
  Child *c = free_entry();
  if (!c) return Errno(EAGAIN);
  *c = child;
  if (static_cast<unsigned>(c - g_children) == g_end) ++g_end;
  watch_new_child();
  return success();
}

Result<> add_child(Slot &slot, nt::RawHandle handle, bool native) {
  return adopt_child({slot.pid, index_of(slot), handle, __atomic_load_n(&slot.exec_generation, __ATOMIC_ACQUIRE), native});
}

void remove_child(Child &c) {
  nt::close_handle(c.handle);
  c = {};
  while (g_end && !g_children[g_end - 1].pid) --g_end;
}

void forget_child(nt::RawHandle h) {
  Guard guard(g_children_lock);
  for (unsigned i = 0; i < g_end; ++i) {
    if (!g_children[i].pid || g_children[i].handle != h) continue;
    g_children[i].handle = nullptr;
    remove_child(g_children[i]);
    return;
  }
}

void orphan_children() {
  Guard guard(g_children_lock);
  for (unsigned i = 0; i < g_end; ++i) {
    Child &c = g_children[i];
    if (!c.pid) continue;
    Slot &s = shared().slots[c.slot];
    if (__atomic_load_n(&s.pid, __ATOMIC_ACQUIRE) != c.pid) continue;
    __atomic_store_n(&s.ppid, 1, __ATOMIC_RELEASE);
    // The child may become a zombie right now and have read the old ppid: whoever is second frees the slot.
    uint32_t zombie = static_cast<uint32_t>(SlotState::Zombie);
    if (__atomic_compare_exchange_n(&s.state, &zombie, static_cast<uint32_t>(SlotState::Claimed), false, __ATOMIC_ACQ_REL,
                                    __ATOMIC_RELAXED))
      free_slot(s);
    else if (c.native && !c.handle)
      free_slot(s);
  }
}

nt::RawHandle current_handle(Child &c) {
  Slot &s = shared().slots[c.slot];
  uint64_t generation = __atomic_load_n(&s.exec_generation, __ATOMIC_ACQUIRE);
  if (generation == c.exec_generation || generation % 2 || s.pid != c.pid) return c.handle;
  nt::Handle next(reinterpret_cast<nt::RawHandle>(__atomic_exchange_n(&s.successor, 0, __ATOMIC_ACQ_REL)));
  // The successor could not give us a handle (we execed meanwhile): its pid and creation time find it.
  if (!next && nt::open_process(next, s.nt_pid, nt::kProcessQueryLimited | nt::kSynchronize).ok()) {
    nt::ProcessTimes t;
    if (s.nt_start && nt::process_times(next.get(), t).ok() && t.created != s.nt_start) next.close();
  }
  c.exec_generation = generation;
  c.native = s.flags & kSlotNative;
  if (next) {
    nt::close_handle(c.handle);
    c.handle = next.release();
  }
  return c.handle;
}

} // namespace tern::process
