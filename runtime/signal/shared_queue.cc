// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/shared_queue.h"
#include "process/table.h"

namespace tern::signal {

namespace {

// Links are index + 1; 0 is the end. What another process may have written wrongly ends the list.
SignalPlace *at(uint32_t link) { return link - 1 < kSignalPlaces ? &shared().signal_places[link - 1] : nullptr; }
uint32_t link_of(const SignalPlace *p) { return static_cast<uint32_t>(p - shared().signal_places) + 1; }

// The place's owner is gone, or has it no more: nobody will take what is in it.
bool abandoned(int32_t owner) {
  const Slot &s = shared().slots[static_cast<uint32_t>(owner) % kSlots];
  auto state = static_cast<SlotState>(__atomic_load_n(&s.state, __ATOMIC_ACQUIRE));
  return s.pid != owner || state == SlotState::Free || state == SlotState::Zombie;
}

SignalPlace *claim(int32_t owner) {
  uint32_t start = __atomic_fetch_add(&shared().header.signal_cursor, 1, __ATOMIC_RELAXED);
  // A second round takes what nobody will fetch any more
  for (uint32_t i = 0; i < 2 * kSignalPlaces; ++i) {
    SignalPlace &p = shared().signal_places[(start + i) % kSignalPlaces];
    int32_t seen = __atomic_load_n(&p.owner, __ATOMIC_RELAXED);
    if (seen && (i < kSignalPlaces || seen == owner || !abandoned(seen))) continue;
    if (__atomic_compare_exchange_n(&p.owner, &seen, owner, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) return &p;
  }
  return nullptr;
}

} // namespace

bool push_shared(Slot &target, const SharedSiginfo &info) {
  SlotDetail &d = process::detail_of(target);
  if (d.queue_count >= kQueuedSignals) return false;
  SignalPlace *p = claim(target.pid);
  if (!p) return false;
  p->info = info;
  __atomic_store_n(&p->next, 0u, __ATOMIC_RELAXED);
  uint32_t *end = &d.queue_head;
  if (SignalPlace *last = d.queue_head ? at(d.queue_tail) : nullptr) end = &last->next;
  for (unsigned i = 0; i < kSignalPlaces && at(*end); ++i) end = &at(*end)->next; // a sender was killed before it set the tail
  __atomic_store_n(end, link_of(p), __ATOMIC_RELEASE);
  d.queue_tail = link_of(p);
  ++d.queue_count;
  return true;
}

void take_shared(Slot &own, bool (*take)(const SharedSiginfo &, void *), void *argument) {
  SlotDetail &d = process::detail_of(own);
  uint32_t *link = &d.queue_head, kept = 0, last = 0;
  for (unsigned i = 0; i < kSignalPlaces; ++i) {
    SignalPlace *p = at(__atomic_load_n(link, __ATOMIC_ACQUIRE));
    if (!p) break;
    if (take(p->info, argument)) {
      __atomic_store_n(link, p->next, __ATOMIC_RELEASE);
      __atomic_store_n(&p->owner, 0, __ATOMIC_RELEASE);
    } else {
      last = *link;
      link = &p->next;
      ++kept;
    }
  }
  d.queue_tail = last;
  d.queue_count = kept;
}

} // namespace tern::signal
