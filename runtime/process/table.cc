// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/table.h"
#include "core/sections.h"
#include "core/view.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "process/inherit.h"
#include <string.h>

namespace tern {

TERN_NOFORK static unsigned g_own_slot = ~0u;

Slot &own_slot() { return shared().slots[g_own_slot]; }
SlotDetail &own_slot_detail() { return shared().details[g_own_slot]; }
unsigned own_slot_index() { return g_own_slot; }

namespace process {
namespace {

constexpr uint32_t kPidLimit = 1u << 22; // pids are below, as on Linux

SlotState state_of(const Slot &s) { return static_cast<SlotState>(__atomic_load_n(&s.state, __ATOMIC_ACQUIRE)); }

uint32_t next_pid() {
  uint32_t pid = __atomic_fetch_add(&shared().header.next_pid, 1, __ATOMIC_RELAXED);
  return pid % (kPidLimit - 2) + 2; // 0 and 1 are nobody's
}

// Only after the numbers have come round can one still be a group's or session's.
bool names_a_group(int32_t pid) {
  if (__atomic_load_n(&shared().header.next_pid, __ATOMIC_RELAXED) < kPidLimit) return false;
  bool found = false;
  for_each([&](Slot &s) { return !(found = s.pgid == pid || s.sid == pid); });
  return found;
}

void raise_slots_high(unsigned index) {
  uint32_t &high = shared().header.slots_high;
  uint32_t seen = __atomic_load_n(&high, __ATOMIC_RELAXED);
  while (seen <= index && !__atomic_compare_exchange_n(&high, &seen, index + 1, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {}
}

Slot *try_claim() {
  uint32_t pid = next_pid();
  Slot &s = shared().slots[pid % kSlots];
  uint32_t free = static_cast<uint32_t>(SlotState::Free);
  if (!__atomic_compare_exchange_n(&s.state, &free, static_cast<uint32_t>(SlotState::Claimed), false, __ATOMIC_ACQ_REL,
                                   __ATOMIC_RELAXED))
    return nullptr;
  s.nt_pid = detail_of(s).maker = nt::current_process_id(); // until published, the claim is this process's
  if (names_a_group(static_cast<int32_t>(pid))) {
    free_slot(s);
    return nullptr;
  }
  raise_slots_high(pid % kSlots);
  s.start_time = static_cast<uint64_t>(nt::system_time_precise());
  __atomic_store_n(&s.pid, static_cast<int32_t>(pid), __ATOMIC_RELEASE);
  return &s;
}

// Frees what processes killed from outside left: no parent is there to wait for it.
void sweep() {
  for (Slot &s : shared().slots)
    if (state_of(s) != SlotState::Free) is_alive(s);
}

bool nt_process_lives(uint32_t nt_pid, uint64_t created) {
  nt::Handle h;
  auto s = nt::open_process(h, nt_pid, nt::kProcessQueryLimited | nt::kSynchronize);
  if (s == 0xc0000022u) return true; // not ours to look at: there
  if (!s.ok() || nt::has_exited(h.get())) return false;
  nt::ProcessTimes t;
  return !created || !nt::process_times(h.get(), t).ok() || t.created == created;
}

bool parent_lives(const Slot &s) {
  Slot *parent = s.ppid > 1 ? find(s.ppid) : nullptr;
  return parent && state_of(*parent) != SlotState::Zombie && nt_process_lives(parent->nt_pid, parent->nt_start);
}

} // namespace

unsigned index_of(const Slot &s) { return static_cast<unsigned>(&s - shared().slots) % kSlots; }
SlotDetail &detail_of(const Slot &s) { return shared().details[index_of(s)]; }

Slot *find(pid_t pid) {
  if (pid <= 0) return nullptr;
  Slot &s = shared().slots[static_cast<unsigned>(pid) % kSlots];
  if (__atomic_load_n(&s.pid, __ATOMIC_ACQUIRE) != pid) return nullptr;
  SlotState state = state_of(s);
  return state != SlotState::Free && state != SlotState::Claimed ? &s : nullptr;
}

Result<Slot *> claim() {
  for (unsigned round = 0; round < 2; ++round) {
    for (unsigned i = 0; i < kSlots; ++i)
      if (Slot *s = try_claim()) return s;
    sweep();
  }
  return Errno(EAGAIN);
}

void free_slot(Slot &s) {
  SlotDetail &d = detail_of(s);
  __atomic_store_n(&s.pid, 0, __ATOMIC_RELEASE);
  __atomic_store_n(&d.queue_lock.owner, 0, __ATOMIC_RELAXED);
  d.queue_head = d.queue_tail = d.queue_count = 0;
  memset(d.descriptions, 0, sizeof d.descriptions);
  memset(d.handles, 0, sizeof d.handles);
  d.user_time = d.kernel_time = d.child_user_time = d.child_kernel_time = 0;
  memset(d.name, 0, sizeof d.name);
  memset(d.reserved, 0, sizeof d.reserved);
  d.maker = 0;
  memset(reinterpret_cast<char *>(&s) + offsetof(Slot, ppid), 0, sizeof s - offsetof(Slot, ppid));
  __atomic_store_n(&s.state, static_cast<uint32_t>(SlotState::Free), __ATOMIC_RELEASE);
}

// A child that is being made is its maker's. One whose maker was killed would stay suspended for ever: it is ended.
static bool claim_is_alive(Slot &s) {
  uint32_t maker = detail_of(s).maker, child = s.nt_pid;
  int32_t pid = s.pid;
  uint64_t created = s.nt_start;
  if (!maker || nt_process_lives(maker, 0)) return true;
  if (detail_of(s).maker != maker || s.pid != pid || s.nt_pid != child) return true; // it runs by now
  if (child != maker && created) {
    nt::Handle h;
    nt::ProcessTimes t;
    if (nt::open_process(h, child, nt::kProcessTerminate | nt::kProcessQueryLimited).ok() && nt::process_times(h.get(), t).ok() &&
        t.created == created)
      nt::terminate_process(h.get(), 1);
  }
  free_slot(s);
  return false;
}

void claim_runs(Slot &s) {
  uint32_t maker = nt::current_process_id();
  __atomic_compare_exchange_n(&detail_of(s).maker, &maker, 0, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

void sweep_claims() {
  unsigned end = __atomic_load_n(&shared().header.slots_high, __ATOMIC_ACQUIRE);
  for (unsigned i = 0; i < end && i < kSlots; ++i) {
    Slot &s = shared().slots[i];
    SlotState state = state_of(s);
    if (state == SlotState::Claimed || (state == SlotState::Running && detail_of(s).maker)) claim_is_alive(s);
  }
}

bool is_alive(Slot &s) {
  SlotState state = state_of(s);
  if (state == SlotState::Free) return false;
  if (state == SlotState::Zombie) {
    if (!parent_lives(s)) free_slot(s);
    return false;
  }
  if (state == SlotState::Claimed) return claim_is_alive(s);
  uint32_t nt_pid = s.nt_pid;
  uint64_t generation = __atomic_load_n(&s.exec_generation, __ATOMIC_ACQUIRE);
  int32_t pid = s.pid;
  if (nt_process_lives(nt_pid, s.nt_start)) return true;
  // It may have execed, or become somebody else's, while we looked.
  if (s.pid != pid || s.nt_pid != nt_pid || generation != __atomic_load_n(&s.exec_generation, __ATOMIC_ACQUIRE)) return true;
  if (!parent_lives(s)) free_slot(s);
  return false; // a living parent learns of it by its handle
}

Result<> table_attach() {
  uint32_t nt_pid = nt::current_process_id();
  if (auto *block = startup_header()) {
    Slot &s = shared().slots[block->slot % kSlots];
    if (block->slot < kSlots && s.pid == block->pid && s.nt_pid == nt_pid) {
      g_own_slot = block->slot;
      if (block->kind != BlockKind::Fork) detail_of(s).maker = 0;
      ProcessView &v = g_process_view;
      v.pid = s.pid, v.ppid = s.ppid, v.pgid = s.pgid, v.sid = s.sid;
      return success();
    }
  }
  sweep_claims();
  Slot *s = TRY(claim());
  g_own_slot = index_of(*s);
  claim_runs(*s);
  nt::ProcessTimes t{};
  nt::process_times(nt::current_process(), t);
  s->ppid = 1;
  s->pgid = s->sid = s->pid;
  s->ctty = -1;
  s->flags = kSlotNativeParent;
  s->nt_start = t.created;
  s->start_time = t.created;
  ProcessView &v = g_process_view;
  v.pid = s->pid, v.ppid = 1, v.pgid = v.sid = s->pid;
  __atomic_store_n(&s->state, static_cast<uint32_t>(SlotState::Running), __ATOMIC_RELEASE);
  return success();
}

} // namespace process
} // namespace tern
