// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/shared_state.h"
#include "core/sections.h"
#include "nt/loader.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "nt/token.h"
#include "process/inherit.h"
#include "process/shared_name.h"
#include <string.h>

namespace tern {
namespace {

constexpr uint64_t kMagic = 0x31646572616873; // "shared1"
constexpr unsigned kNameAttempts = 8;         // names taken by somebody else are passed over

TERN_NOFORK SharedState *g_shared = nullptr;
TERN_NOFORK uint64_t g_name = 0;
TERN_NOFORK bool g_disowned = false; // an exec was done: the slot and its records are the new image's

uint64_t hash_bytes(uint64_t h, const void *bytes, size_t n) { // FNV-1a
  for (auto *p = static_cast<const unsigned char *>(bytes); n--; ++p) h = (h ^ *p) * 0x100000001b3;
  return h;
}

// The name says ABI, installation and user: two of any never meet.
uint64_t own_name(const nt::Sid &user) {
  char16_t path[1024];
  size_t n = nt::module_path(nt::module_base(u"tern1.dll"), path, 1024);
  for (size_t i = 0; i < n; ++i)
    if (path[i] >= 'A' && path[i] <= 'Z') path[i] = static_cast<char16_t>(path[i] + 32);
  return hash_bytes(hash_bytes(0xcbf29ce484222325, path, n * 2), user.bytes, user.size());
}

Result<> map(nt::Handle &section, uint64_t name) {
  uintptr_t at = 0;
  size_t size = 0;
  auto s = nt::map_section(section.get(), at, size, 0, nt::Protect::ReadWrite);
  if (!s.ok()) return nt::errno_of(s);
  if (size < sizeof(SharedState)) {
    nt::unmap_section(at);
    return Errno(EINVAL);
  }
  g_shared = reinterpret_cast<SharedState *>(at);
  g_name = name;
  section.release(); // held for the life of the process: the last holder's end frees the state
  return success();
}

// A page of zeros is a valid state but for these; each process may write them, and writes the same.
void initialise(SharedHeader &h) {
  if (__atomic_load_n(&h.ready, __ATOMIC_ACQUIRE)) return;
  h.magic = kMagic;
  h.abi = kSharedAbi;
  h.size = sizeof(SharedState);
  uint32_t none = 0;
  // Pids go on from the clock, so that a stale pid file does not soon name somebody else.
  uint32_t first = 2 + static_cast<uint32_t>(nt::system_time_precise() / 1000000 % 30000);
  __atomic_compare_exchange_n(&h.next_pid, &none, first, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
  __atomic_store_n(&h.ready, 1, __ATOMIC_RELEASE);
}

void name_text(uint64_t name, const char16_t *kind, char16_t *out) {
  size_t n = 0;
  for (const char16_t *p = u"tern-1-"; *p; ++p) out[n++] = *p;
  for (int shift = 60; shift >= 0; shift -= 4) out[n++] = u"0123456789abcdef"[name >> shift & 15];
  for (const char16_t *p = kind; *p; ++p) out[n++] = *p;
  out[n] = 0;
}

Result<> attach_by_name(uint64_t name, const nt::Sid *user, void *security) {
  char16_t text[64];
  name_text(name, u"", text);
  nt::Handle section;
  if (!user) { // a parent of ours told the name: it exists
    auto s = nt::open_section(section, {text, nt::named_objects(), nullptr}, true);
    if (!s.ok()) return nt::errno_of(s);
    return map(section, name);
  }
  bool existed = false;
  auto s = nt::create_section(section, sizeof(SharedState), nt::Protect::ReadWrite, {text, nt::named_objects(), security},
                              nullptr, 0x8000000, &existed);
  if (!s.ok()) return nt::errno_of(s);
  nt::Sid owner;
  if (existed && (!nt::object_owner(section.get(), owner) || !(owner == *user))) return Errno(EACCES);
  return map(section, name);
}

} // namespace

SharedState &shared() { return *g_shared; }
uint64_t shared_name() { return g_name; }

void shared_object_name(const char16_t *kind, char16_t *out) { name_text(g_name, kind, out); }

Result<> shared_state_attach() {
  if (auto *block = process::startup_header())
    if (block->shared_name && attach_by_name(block->shared_name, nullptr, nullptr)) return success();
  nt::Sid user;
  if (auto s = nt::current_user(user); !s.ok()) return nt::errno_of(s);
  nt::OwnerOnly security;
  if (!nt::make_owner_only(user, security)) return Errno(EINVAL);
  uint64_t name = own_name(user);
  for (unsigned i = 0; i < kNameAttempts; ++i, name = hash_bytes(name, &i, sizeof i)) {
    if (!attach_by_name(name, &user, security.get())) continue;
    initialise(shared().header);
    return success();
  }
  return Errno(EACCES);
}

// ---- locks

static uint64_t me() { return static_cast<uint64_t>(nt::current_process_id()) << 32 | nt::current_thread_id(); }

bool SharedLock::try_lock() {
  uint64_t free = 0;
  return __atomic_compare_exchange_n(&owner, &free, me(), false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

void SharedLock::lock() {
  uint64_t self = me();
  for (unsigned round = 0;; ++round) {
    uint64_t seen = 0;
    if (__atomic_compare_exchange_n(&owner, &seen, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return;
    if (round < 64) {
      __builtin_ia32_pause();
      continue;
    }
    // An owner that is gone is succeeded: what it guards is changed by single steps, so it is whole.
    if (round % 16 == 0 && !nt::thread_exists(static_cast<uint32_t>(seen >> 32), static_cast<uint32_t>(seen)) &&
        __atomic_compare_exchange_n(&owner, &seen, self, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return;
    if (round < 96) {
      nt::yield_thread();
    } else {
      int64_t pause = -10000; // 1 ms
      nt::wait(nullptr, 0, &pause);
    }
  }
}

void SharedLock::unlock() { __atomic_store_n(&owner, 0, __ATOMIC_RELEASE); }

// ---- shared description records

static uint64_t used_word(unsigned word) {
  uint64_t used = 0;
  unsigned end = __atomic_load_n(&shared().header.slots_high, __ATOMIC_ACQUIRE);
  for (unsigned i = 0; i < (end < kSlots ? end : kSlots); ++i)
    if (__atomic_load_n(&shared().slots[i].state, __ATOMIC_RELAXED)) // any but Free
      used |= __atomic_load_n(&shared().details[i].descriptions[word], __ATOMIC_RELAXED);
  return used;
}

Result<unsigned> shared_description_allocate() {
  auto &h = shared().header;
  h.description_lock.lock();
  constexpr unsigned kWords = kDescriptions / 64;
  unsigned start = h.description_cursor;
  for (unsigned k = 0; k < kWords; ++k) {
    unsigned word = (start + k) % kWords;
    uint64_t used = used_word(word);
    if (used == ~0ull) continue;
    unsigned index = word * 64 + static_cast<unsigned>(__builtin_ctzll(~used));
    auto &record = shared().descriptions[index];
    __atomic_add_fetch(&record.generation, 1, __ATOMIC_ACQ_REL); // first: who remembers the old one must not take us for it
    shared_description_hold(index, own_slot());
    record.flags = 0;
    record.offset = record.value = 0;
    h.description_cursor = word;
    h.description_lock.unlock();
    return index;
  }
  h.description_lock.unlock();
  return Errno(ENFILE);
}

void shared_description_hold(unsigned index, Slot &by) {
  if (index >= kDescriptions) return;
  auto &detail = shared().details[(&by - shared().slots) % kSlots];
  __atomic_fetch_or(&detail.descriptions[index / 64], 1ull << index % 64, __ATOMIC_ACQ_REL);
}

void shared_descriptions_disown() { g_disowned = true; }
bool shared_descriptions_disowned() { return g_disowned; }

void shared_descriptions_keep_only(const uint64_t (&kept)[kDescriptions / 64]) {
  for (unsigned i = 0; i < kDescriptions / 64; ++i) __atomic_fetch_and(&own_slot_detail().descriptions[i], kept[i], __ATOMIC_ACQ_REL);
}

void shared_description_drop(unsigned index) {
  if (index >= kDescriptions || g_disowned) return;
  __atomic_fetch_and(&own_slot_detail().descriptions[index / 64], ~(1ull << index % 64), __ATOMIC_ACQ_REL);
}

} // namespace tern
