// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The heap arena hands out 64 KB-granular runs of address space. It grows by reservations of kChunk (Wine keeps one
// byte per reserved page, so large reserves cost at start), each registered for fork; runs are tracked in a bitmap
// per chunk, so that any part can be given back. Chunks are aligned to their size and hold no header: two of the
// allocator's 32 MB segments fill one.
#include "memory/heap_arena.h"
#include "core/lock.h"
#include "core/thread.h"
#include "memory/arenas.h"
#include "memory/registry.h"
#include "nt/memory.h"
#include <string.h>

namespace tern::memory {

namespace {

constexpr size_t kChunk = size_t{64} << 20;
constexpr unsigned kUnits = kChunk / kGranularity; // 1024
constexpr unsigned kMaxChunks = 512;               // 32 GB in shared chunks; larger blocks have reservations of their own

struct Chunk {
  uintptr_t base;
  uint64_t used[kUnits / 64]; // one bit for 64 KB
};
Chunk g_chunks[kMaxChunks];
unsigned g_chunk_count;
uintptr_t g_hint = kHeapBegin;

bool test(const Chunk &c, unsigned unit) { return c.used[unit / 64] >> (unit % 64) & 1; }
void mark(Chunk &c, unsigned unit, unsigned count, bool used) {
  for (unsigned i = unit; i < unit + count; i++) {
    uint64_t bit = uint64_t{1} << (i % 64);
    c.used[i / 64] = used ? c.used[i / 64] | bit : c.used[i / 64] & ~bit;
  }
}

// First run of `count` free units whose address is a multiple of `alignment`.
int find_run(const Chunk &c, unsigned count, size_t alignment) {
  unsigned step = alignment > kGranularity ? static_cast<unsigned>(alignment / kGranularity) : 1;
  unsigned first = static_cast<unsigned>((round_up(c.base, alignment) - c.base) / kGranularity);
  for (unsigned unit = first; unit + count <= kUnits; unit += step) {
    unsigned n = 0;
    while (n < count && !test(c, unit + n)) n++;
    if (n == count) return static_cast<int>(unit);
  }
  return -1;
}

Chunk *add_chunk() {
  if (g_chunk_count == kMaxChunks) return nullptr;
  auto at = reserve_in(kHeapBegin, kHeapEnd, kChunk, kChunk, RangeKind::Heap, g_hint);
  if (!at.ok()) return nullptr;
  Chunk &c = g_chunks[g_chunk_count++];
  c = {};
  c.base = at.take();
  return &c;
}

Chunk *chunk_of(uintptr_t p) {
  for (unsigned i = 0; i < g_chunk_count; i++)
    if (p - g_chunks[i].base < kChunk) return &g_chunks[i];
  return nullptr;
}

} // namespace

Lock g_heap_arena_lock;

static uintptr_t take(size_t size, size_t alignment) {
  auto units = static_cast<unsigned>(size / kGranularity);
  if (size > kChunk / 2 || alignment > kChunk / 2) { // a reservation of its own
    auto at = reserve_in(kHeapBegin, kHeapEnd, size, alignment, RangeKind::Heap, g_hint);
    return at.ok() ? at.take() : 0;
  }
  for (unsigned i = 0; i < g_chunk_count; i++) {
    int unit = find_run(g_chunks[i], units, alignment);
    if (unit < 0) continue;
    mark(g_chunks[i], static_cast<unsigned>(unit), units, true);
    return g_chunks[i].base + static_cast<unsigned>(unit) * kGranularity;
  }
  Chunk *c = add_chunk();
  int unit = c ? find_run(*c, units, alignment) : -1;
  if (unit < 0) return 0;
  mark(*c, static_cast<unsigned>(unit), units, true);
  return c->base + static_cast<unsigned>(unit) * kGranularity;
}

static void give_back(uintptr_t p, size_t size) {
  Chunk *c = chunk_of(p);
  if (c) {
    nt::decommit(p, size);
    mark(*c, static_cast<unsigned>((p - c->base) / kGranularity), static_cast<unsigned>(size / kGranularity), false);
    return;
  }
  nt::Region region;
  if (nt::query(p, region).ok() && region.allocation_base == p)
    release_range(p);
  else
    nt::decommit(p, size); // a part of a large block: its address space goes with the rest
}

} // namespace tern::memory

using namespace tern;
using namespace tern::memory;

extern "C" void *tern_heap_reserve(size_t size, size_t alignment, int commit) {
  size = round_up(size, kGranularity);
  Guard guard(g_heap_arena_lock);
  uintptr_t at = take(size, alignment < kGranularity ? kGranularity : alignment);
  if (!at) return nullptr;
  if (commit && !nt::commit(at, size, nt::Protect::ReadWrite).ok()) {
    give_back(at, size);
    return nullptr;
  }
  return reinterpret_cast<void *>(at);
}

extern "C" void tern_heap_release(void *p, size_t size) {
  Guard guard(g_heap_arena_lock);
  give_back(reinterpret_cast<uintptr_t>(p), round_up(size, kGranularity));
}

extern "C" int tern_heap_commit(void *p, size_t size) {
  return nt::commit(reinterpret_cast<uintptr_t>(p), size, nt::Protect::ReadWrite).ok() ? 0 : ENOMEM;
}

extern "C" int tern_heap_decommit(void *p, size_t size) {
  return nt::decommit(reinterpret_cast<uintptr_t>(p), size).ok() ? 0 : ENOMEM;
}

extern "C" void *tern_heap_thread(void) { return current(); }
