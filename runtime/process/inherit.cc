// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Layout of SlotDetail::handles: [0] a section with all values when they do not fit here, else 0; [1..] the values.
// A token is the handle's number in the list, from 1.
#include "process/inherit.h"
#include "nt/loader.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/status.h"
#include "process/spawn_context.h"
#include <stdlib.h>

namespace tern {
namespace process {

HandleList::~HandleList() { free(more); }

Result<uint64_t> HandleList::add(nt::RawHandle h) {
  constexpr unsigned kFixed = kInheritedHandles - 1;
  if (count < kFixed) {
    fixed[count] = h;
  } else {
    if (count - kFixed == capacity) {
      unsigned larger = capacity ? capacity * 2 : 128;
      void *grown = realloc(more, larger * sizeof *more);
      if (!grown) return Errno(ENOMEM);
      more = static_cast<nt::RawHandle *>(grown);
      capacity = larger;
    }
    more[count - kFixed] = h;
  }
  return ++count;
}

Result<> HandleList::reserve(unsigned wanted) {
  constexpr unsigned kFixed = kInheritedHandles - 1;
  if (wanted <= kFixed + capacity) return success();
  unsigned larger = wanted - kFixed;
  void *grown = realloc(more, larger * sizeof *more);
  if (!grown) return Errno(ENOMEM);
  more = static_cast<nt::RawHandle *>(grown);
  capacity = larger;
  return success();
}

static Result<> duplicate_all(const HandleList &list, nt::RawHandle child, uint64_t *values) {
  for (unsigned i = 0; i < list.count; ++i) {
    nt::RawHandle there = nullptr;
    if (auto s = nt::duplicate(nullptr, list.at(i), child, there); !s.ok()) {
      if (s == 0xc000010au) return Errno(ESRCH); // STATUS_PROCESS_IS_TERMINATING
      if (s == 0xc0000008u) continue;            // a handle somebody closed meanwhile: the child finds it closed
      return nt::errno_of(s);
    }
    values[i] = reinterpret_cast<uintptr_t>(there);
  }
  return success();
}

Result<> hand_over(const HandleList &list, nt::RawHandle child, Slot &slot) {
  uint64_t *values = shared().details[(&slot - shared().slots) % kSlots].handles;
  values[0] = 0;
  if (list.count < kInheritedHandles) return duplicate_all(list, child, values + 1);
  nt::Handle section;
  if (auto s = nt::create_section(section, list.count * sizeof(uint64_t), nt::Protect::ReadWrite); !s.ok()) return nt::errno_of(s);
  uintptr_t at = 0;
  size_t size = 0;
  if (auto s = nt::map_section(section.get(), at, size, 0, nt::Protect::ReadWrite); !s.ok()) return nt::errno_of(s);
  nt::View view(at);
  TRY(duplicate_all(list, child, static_cast<uint64_t *>(view.get())));
  nt::RawHandle there = nullptr;
  if (auto s = nt::duplicate(nullptr, section.get(), child, there); !s.ok()) return nt::errno_of(s);
  values[0] = reinterpret_cast<uintptr_t>(there);
  return success();
}

const BlockHeader *startup_header() {
  auto data = nt::startup_data();
  auto *h = static_cast<const BlockHeader *>(data.data);
  if (!h || data.size < sizeof *h || h->zero != 0 || h->magic != kBlockMagic || h->abi != kStartupAbi) return nullptr;
  if (!h->overflow && h->total > data.size) return nullptr;
  return h;
}

// The table of values when it is a section: mapped once, unmapped by close_unclaimed_handles.
TERN_NOFORK static uint64_t *g_many = nullptr;
TERN_NOFORK static size_t g_many_count = 0;

static void map_many(uint64_t section) {
  uintptr_t at = 0;
  size_t size = 0;
  nt::Handle owned(reinterpret_cast<nt::RawHandle>(section));
  if (!nt::map_section(owned.get(), at, size, 0, nt::Protect::ReadWrite).ok()) return;
  g_many = reinterpret_cast<uint64_t *>(at);
  g_many_count = size / sizeof(uint64_t);
}

Result<BlockReader> overflow_block(const BlockHeader &h) {
  nt::Handle section(inherited_handle(h.overflow));
  if (!section) return Errno(EINVAL);
  uintptr_t at = 0;
  size_t size = 0;
  if (auto s = nt::map_section(section.get(), at, size, 0, nt::Protect::Read); !s.ok()) return nt::errno_of(s);
  auto *whole = reinterpret_cast<const BlockHeader *>(at);
  if (size < sizeof h || whole->magic != kBlockMagic || whole->total > size) {
    nt::unmap_section(at);
    return Errno(EINVAL);
  }
  return BlockReader(reinterpret_cast<const char *>(at), whole->total); // stays mapped: argv and environment point into it
}

void close_unclaimed_handles() {
  uint64_t *values = own_slot_detail().handles;
  for (unsigned i = 0; i < kInheritedHandles; ++i)
    if (uint64_t v = __atomic_exchange_n(&values[i], 0, __ATOMIC_RELAXED)) nt::close_handle(reinterpret_cast<nt::RawHandle>(v));
  if (!g_many) return;
  for (size_t i = 0; i < g_many_count; ++i)
    if (g_many[i]) nt::close_handle(reinterpret_cast<nt::RawHandle>(g_many[i]));
  nt::unmap_section(reinterpret_cast<uintptr_t>(g_many));
  g_many = nullptr;
}

} // namespace process

Result<uint64_t> SpawnContext::duplicate(nt::RawHandle handle) const { return handles.add(handle); }

nt::RawHandle inherited_handle(uint64_t token) {
  using namespace process;
  if (token == 0 || !startup_header()) return nullptr;
  uint64_t *values = own_slot_detail().handles;
  if (uint64_t section = values[0]) {
    values[0] = 0;
    map_many(section);
  }
  uint64_t *place = nullptr;
  if (g_many)
    place = token <= g_many_count ? &g_many[token - 1] : nullptr;
  else if (token < kInheritedHandles)
    place = &values[token];
  if (!place) return nullptr;
  uint64_t value = *place;
  *place = 0;
  return reinterpret_cast<nt::RawHandle>(value);
}

} // namespace tern
