// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The registry of ranges: every reservation of ours that a forked child must have too, in the order in which it
// was made. Fork reserves them all in the suspended child, then copies what is committed. The registry lives in the
// runtime's .data (copied by fork), so the child knows them as the parent did.
#pragma once
#include "core/lock.h"
#include "core/result.h"
#include "nt/memory.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::memory {

enum class RangeKind : uint32_t {
  Free = 0,
  Stack,   // private, used part copied (from the stack pointer, or all committed pages for other threads)
  Heap,    // private, committed pages copied
  Mapping, // mmap: memory/mapping.h says how each part is re-made
};

struct Range {
  uintptr_t base;
  size_t size;
  RangeKind kind;
  uint32_t flags;
};

extern Lock g_registry_lock; // a hook of fork takes it

Result<> register_range(uintptr_t base, size_t size, RangeKind);
void unregister_range(uintptr_t base);

// Calls f(const Range &) for each; the caller holds g_registry_lock or every other thread is suspended.
template <class F> void for_each_range(F f);
extern Range *g_ranges;
extern unsigned g_range_count; // slots used, Free ones included
template <class F> void for_each_range(F f) {
  for (unsigned i = 0; i < g_range_count; i++)
    if (g_ranges[i].kind != RangeKind::Free) f(static_cast<const Range &>(g_ranges[i]));
}

// Reserves `size` bytes in [begin, end), at the lowest place that is free, 64 KB aligned (or `alignment`), and
// registers it. `hint` continues the search where the last one ended.
Result<uintptr_t> reserve_in(uintptr_t begin, uintptr_t end, size_t size, size_t alignment, RangeKind, uintptr_t &hint,
                             const nt::Protect *committed = nullptr);
// Releases a reservation made by it.
void release_range(uintptr_t base);

} // namespace tern::memory
