// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "memory/registry.h"
#include "memory/arenas.h"
#include "nt/memory.h"
#include <string.h>

namespace tern::memory {

// The first table needs no allocation; a program with more ranges moves to a bigger one, itself in the heap arena.
static Range g_first_ranges[64];
Range *g_ranges = g_first_ranges;
unsigned g_range_count = 0;
static unsigned g_range_capacity = 64;
Lock g_registry_lock;
static uintptr_t g_table_hint = kHeapEnd - (uintptr_t{1} << 36); // the registry's own tables: top of the heap arena

static bool grow() {
  unsigned capacity = g_range_capacity * 4;
  size_t bytes = round_up(capacity * sizeof(Range), kGranularity);
  for (int tries = 0; tries < 64; tries++) {
    uintptr_t at = g_table_hint;
    g_table_hint += bytes;
    if (!nt::reserve_commit(at, bytes, nt::Protect::ReadWrite).ok()) continue;
    auto *bigger = reinterpret_cast<Range *>(at);
    memcpy(bigger, g_ranges, g_range_count * sizeof(Range));
    g_ranges = bigger; // the old table stays reserved and registered: it is small, and readers may hold it
    g_range_capacity = capacity;
    g_ranges[g_range_count++] = {at, bytes, RangeKind::Heap, 0};
    return true;
  }
  return false;
}

static bool add(uintptr_t base, size_t size, RangeKind kind) {
  for (unsigned i = 0; i < g_range_count; i++) {
    if (g_ranges[i].kind != RangeKind::Free) continue;
    g_ranges[i] = {base, size, kind, 0};
    return true;
  }
  if (g_range_count + 1 >= g_range_capacity && !grow()) return false;
  g_ranges[g_range_count] = {base, size, kind, 0};
  g_range_count++;
  return true;
}

Result<> register_range(uintptr_t base, size_t size, RangeKind kind) {
  Guard guard(g_registry_lock);
  if (!add(base, size, kind)) return Errno(ENOMEM);
  return success();
}

void unregister_range(uintptr_t base) {
  Guard guard(g_registry_lock);
  for (unsigned i = 0; i < g_range_count; i++)
    if (g_ranges[i].kind != RangeKind::Free && g_ranges[i].base == base) g_ranges[i] = {};
}

// The first free place at or above `from`. What is taken there, ours or foreign, is skipped by asking NT.
static uintptr_t find_free(uintptr_t from, uintptr_t end, size_t size, size_t alignment) {
  uintptr_t at = round_up(from, alignment);
  while (at + size <= end) {
    nt::Region region;
    if (!nt::query(at, region).ok()) return 0;
    uintptr_t region_end = region.base + region.size;
    if (region.state == nt::kFree && region_end >= at + size) return at;
    if (region.state == nt::kFree) {
      nt::Region next;
      if (!nt::query(region_end, next).ok()) return 0;
      region_end = next.base + next.size;
    }
    at = round_up(region_end, alignment);
  }
  return 0;
}

Result<uintptr_t> reserve_in(uintptr_t begin, uintptr_t end, size_t size, size_t alignment, RangeKind kind, uintptr_t &hint,
                             const nt::Protect *committed) {
  Guard guard(g_registry_lock);
  size = round_up(size, kGranularity);
  if (alignment < kGranularity) alignment = kGranularity;
  for (int pass = 0; pass < 2; pass++) {
    uintptr_t from = pass == 0 && hint >= begin && hint < end ? hint : begin;
    for (int tries = 0; tries < 16; tries++) {
      uintptr_t at = find_free(from, end, size, alignment);
      if (!at) break;
      from = at + size;
      nt::Status s = committed ? nt::reserve_commit(at, size, *committed) : nt::reserve(at, size);
      if (committed && !s.ok() && s != 0xc0000018u) return Errno(ENOMEM); // no commit left
      if (!s.ok()) continue;                                              // somebody was faster
      if (!add(at, size, kind)) {
        nt::release(at);
        return Errno(ENOMEM);
      }
      hint = at + size;
      return at;
    }
  }
  return Errno(ENOMEM);
}

void release_range(uintptr_t base) {
  unregister_range(base);
  nt::release(base);
}

} // namespace tern::memory
