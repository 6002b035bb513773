// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/child_event.h"
#include "core/lock.h"
#include "core/sections.h"
#include "nt/sync.h"
#include "nt/token.h"
#include "process/shared_name.h"

namespace tern::process {
namespace {

TERN_NOFORK Lock g_lock;
TERN_NOFORK nt::RawHandle g_event = nullptr;
TERN_NOFORK unsigned g_waiters = 0;

void event_name(const Slot &s, char16_t *out) {
  char16_t kind[40] = u"-child-";
  unsigned n = 7;
  for (int shift = 28; shift >= 0; shift -= 4) kind[n++] = u"0123456789abcdef"[static_cast<uint32_t>(s.pid) >> shift & 15];
  kind[n] = 0;
  shared_object_name(kind, out);
}

nt::RawHandle make_event() {
  char16_t name[64];
  event_name(own_slot(), name);
  nt::Sid user;
  nt::OwnerOnly security;
  bool secured = nt::current_user(user).ok() && nt::make_owner_only(user, security);
  nt::Handle h;
  if (!nt::create_event(h, false, false, name, nt::named_objects(), secured ? security.get() : nullptr).ok()) return nullptr;
  return h.release();
}

} // namespace

void ChildEvent::arm() {
  Guard guard(g_lock);
  if (!g_event) g_event = make_event();
  if (!g_event) return;
  if (g_waiters++ == 0) __atomic_fetch_or(&own_slot().flags, kSlotWantsChildEvent, __ATOMIC_SEQ_CST);
  armed_ = true;
}

ChildEvent::~ChildEvent() {
  if (!armed_) return;
  Guard guard(g_lock);
  if (--g_waiters == 0)
    __atomic_fetch_and(&own_slot().flags, ~kSlotWantsChildEvent, __ATOMIC_SEQ_CST);
  else
    nt::set_event(g_event); // it wakes one: hand it on
}

nt::RawHandle ChildEvent::handle() const { return armed_ ? g_event : nullptr; }

void signal_child_event(Slot &parent) {
  if (!(__atomic_load_n(&parent.flags, __ATOMIC_SEQ_CST) & kSlotWantsChildEvent)) return;
  char16_t name[64];
  event_name(parent, name);
  nt::Handle h;
  if (nt::open_event(h, name, nt::named_objects()).ok()) nt::set_event(h.get());
}

} // namespace tern::process
