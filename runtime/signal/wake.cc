// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/wake.h"
#include "core/lock.h"
#include "core/sections.h"
#include "nt/sync.h"
#include "nt/token.h"
#include "process/shared_name.h"

namespace tern::signal {

namespace {
TERN_NOFORK Lock g_lock;
TERN_NOFORK nt::RawHandle g_event = nullptr;

// By pid, not by slot: a stale name never reaches the slot's next owner.
void event_name(int32_t pid, char16_t *out) {
  char16_t kind[40] = u"-wake-";
  unsigned n = 6;
  for (int shift = 28; shift >= 0; shift -= 4) kind[n++] = u"0123456789abcdef"[static_cast<uint32_t>(pid) >> shift & 15];
  kind[n] = 0;
  shared_object_name(kind, out);
}
} // namespace

nt::RawHandle own_wake_event() {
  if (nt::RawHandle h = __atomic_load_n(&g_event, __ATOMIC_ACQUIRE)) return h;
  Guard guard(g_lock);
  if (g_event) return g_event;
  char16_t name[64];
  event_name(own_slot().pid, name);
  nt::Sid user;
  nt::OwnerOnly security;
  bool secured = nt::current_user(user).ok() && nt::make_owner_only(user, security);
  nt::Handle h;
  if (!nt::create_event(h, false, false, name, nt::named_objects(), secured ? security.get() : nullptr).ok()) return nullptr;
  __atomic_store_n(&g_event, h.release(), __ATOMIC_RELEASE);
  return g_event;
}

void wake_process(const Slot &target) {
  if (target.pid == own_slot().pid) {
    if (g_event) nt::set_event(g_event);
    return;
  }
  char16_t name[64];
  event_name(target.pid, name);
  nt::Handle h;
  if (nt::open_event(h, name, nt::named_objects()).ok()) nt::set_event(h.get());
}

} // namespace tern::signal
