// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ipc/fifo_ring.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "nt/token.h"
#include "process/shared_name.h"
#include "process/table.h"
#include <string.h>

namespace tern::ipc {

void FifoRing::put(const char *from, size_t n) {
  size_t at = given % kFifoCapacity, first = kFifoCapacity - at < n ? kFifoCapacity - at : n;
  memcpy(data + at, from, first);
  memcpy(data, from + first, n - first);
  __atomic_store_n(&given, given + n, __ATOMIC_RELEASE);
}

void FifoRing::get(char *to, size_t n) {
  size_t at = taken % kFifoCapacity, first = kFifoCapacity - at < n ? kFifoCapacity - at : n;
  memcpy(to, data + at, first);
  memcpy(to + first, data, n - first);
  __atomic_store_n(&taken, taken + n, __ATOMIC_RELEASE);
}

// Calls f(slot) for each process that holds the member's record, until f returns true.
template <class F> static bool any_holder(const FifoMember &m, F f) {
  unsigned record = m.record % kDescriptions;
  if (__atomic_load_n(&shared().descriptions[record].generation, __ATOMIC_ACQUIRE) != m.generation) return false;
  unsigned end = __atomic_load_n(&shared().header.slots_high, __ATOMIC_ACQUIRE);
  for (unsigned i = 0; i < (end < kSlots ? end : kSlots); ++i) {
    Slot &s = shared().slots[i];
    auto state = static_cast<SlotState>(__atomic_load_n(&s.state, __ATOMIC_ACQUIRE));
    if (state == SlotState::Free || state == SlotState::Zombie) continue;
    if ((__atomic_load_n(&shared().details[i].descriptions[record / 64], __ATOMIC_ACQUIRE) >> record % 64 & 1) && f(s)) return true;
  }
  return false;
}

template <class F> static bool any_member(const FifoRing &r, uint32_t role, F f) {
  unsigned end = r.members_end < kFifoMembers ? r.members_end : kFifoMembers;
  for (unsigned i = 0; i < end; ++i)
    if ((r.members[i].roles & role) && f(r.members[i])) return true;
  return false;
}

bool FifoRing::has(uint32_t role) const {
  return any_member(*this, role, [](const FifoMember &m) { return any_holder(m, [](Slot &) { return true; }); });
}

Result<> FifoRing::join(unsigned record, uint32_t roles) {
  unsigned i = 0;
  while (i < kFifoMembers && members[i].roles) i++;
  if (i == kFifoMembers) return Errno(ENFILE);
  FifoMember &m = members[i];
  m.record = record;
  m.generation = __atomic_load_n(&shared().descriptions[record % kDescriptions].generation, __ATOMIC_ACQUIRE);
  if (members_end <= i) members_end = i + 1;
  if (roles & kReads) readers_joined++;
  if (roles & kWrites) writers_joined++;
  __atomic_store_n(&m.roles, roles, __ATOMIC_RELEASE);
  return success();
}

template <class F> static void drop_without(FifoRing &r, F holder) {
  unsigned end = r.members_end < kFifoMembers ? r.members_end : kFifoMembers;
  for (unsigned i = 0; i < end; ++i)
    if (r.members[i].roles && !any_holder(r.members[i], holder)) r.members[i].roles = 0;
}

void FifoRing::drop_unheld() {
  drop_without(*this, [](Slot &) { return true; });
}

void FifoRing::drop_dead() {
  drop_without(*this, [](Slot &s) { return &s == &own_slot() || process::is_alive(s); });
}

void FifoPeer::forget() {
  nt::close_handle(process);
  process = nullptr;
}

PeerIs fifo_peer(FifoRing &r, uint32_t role, FifoPeer &known) {
  auto holds = [&](auto f) { return any_member(r, role, [&](const FifoMember &m) { return any_holder(m, f); }); };
  if (holds([](Slot &s) { return &s == &own_slot(); })) return PeerIs::Us;
  if (known.process && !nt::has_exited(known.process) &&
      holds([&](Slot &s) { return process::index_of(s) == known.slot && __atomic_load_n(&s.nt_pid, __ATOMIC_ACQUIRE) == known.nt_pid; }))
    return PeerIs::Other;
  known.forget();
  bool found = holds([&](Slot &s) {
    if (!process::is_alive(s)) return false;
    // One that cannot be opened, or is changing over by exec, is there all the same; it is looked at again soon.
    nt::Handle h;
    uint32_t nt_pid = __atomic_load_n(&s.nt_pid, __ATOMIC_ACQUIRE);
    if (nt::open_process(h, nt_pid, nt::kProcessQueryLimited | nt::kSynchronize).ok() && !nt::has_exited(h.get()))
      known = {h.release(), process::index_of(s), nt_pid};
    return true;
  });
  return found ? PeerIs::Other : PeerIs::Nobody;
}

// ---- objects

static void object_name(uint64_t id, char16_t letter, char16_t *out) {
  char16_t kind[32] = u"-fifo-";
  unsigned n = 6;
  for (int shift = 60; shift >= 0; shift -= 4) kind[n++] = u"0123456789abcdef"[id >> shift & 15];
  kind[n++] = letter;
  kind[n] = 0;
  shared_object_name(kind, out);
}

Result<> FifoObjects::open(uint64_t id, nt::RawHandle inherited_section) {
  section = inherited_section;
  nt::Sid user;
  nt::OwnerOnly security;
  if (!nt::current_user(user).ok() || !nt::make_owner_only(user, security)) return close(), Errno(EACCES);
  char16_t name[64];
  nt::Handle h;
  if (!section) {
    object_name(id, 's', name);
    nt::Status s = nt::create_section(h, sizeof(FifoRing), nt::Protect::ReadWrite, {name, nt::named_objects(), security.get()});
    if (!s.ok()) return nt::errno_of(s);
    section = h.release();
  }
  for (unsigned i = 0; i < kFifoEvents; ++i) {
    object_name(id, static_cast<char16_t>('a' + i), name);
    nt::Status s = nt::create_event(h, true, false, name, nt::named_objects(), security.get());
    if (!s.ok()) return close(), nt::errno_of(s);
    events[i] = h.release();
  }
  return success();
}

Result<FifoRing *> FifoObjects::map() const {
  uintptr_t at = 0;
  size_t size = 0;
  nt::Status s = nt::map_section(section, at, size, 0, nt::Protect::ReadWrite);
  if (!s.ok()) return nt::errno_of(s);
  if (size < sizeof(FifoRing)) {
    nt::unmap_section(at);
    return Errno(EIO);
  }
  return reinterpret_cast<FifoRing *>(at);
}

void FifoObjects::close() {
  nt::close_handle(section);
  section = nullptr;
  for (auto &e : events) nt::close_handle(e), e = nullptr;
}

} // namespace tern::ipc
