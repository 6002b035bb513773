// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/image.h"
#include "core/sections.h"
#include "nt/loader.h"
#include "nt/memory.h"
#include <string.h>
#include <strings.h>

namespace tern::signal {

namespace {
// Answers by image base: base | 1 ours, base | 2 native. Overwritten at will; every entry is true or empty.
TERN_NOFORK uint64_t g_known[64] = {};

uint32_t u32(uintptr_t at) { return *reinterpret_cast<const uint32_t *>(at); }

// An image of ours is the runtime itself or imports it.
bool imports_runtime(uintptr_t base) {
  if (*reinterpret_cast<const uint16_t *>(base) != 0x5a4d) return false;
  uintptr_t headers = base + u32(base + 0x3c);
  if (u32(headers) != 0x4550) return false;
  uint32_t directory = u32(headers + 24 + 112 + 8), size = u32(headers + 24 + 112 + 12); // import directory
  if (!directory) return false;
  for (uintptr_t d = base + directory; d < base + directory + size && u32(d + 12); d += 20)
    if (strcasecmp(reinterpret_cast<const char *>(base + u32(d + 12)), "tern1.dll") == 0) return true;
  return false;
}
} // namespace

extern "C" char __ImageBase[];

bool code_is_ours(uintptr_t rip, bool nowhere) {
  auto own = reinterpret_cast<uintptr_t>(__ImageBase);
  nt::Region region;
  if (!nt::query(rip, region).ok() || region.state != nt::kCommit) return nowhere;
  if (region.type != nt::kImage) return true;
  uintptr_t base = region.allocation_base;
  if (base == own) return true;
  uint64_t &known = g_known[base >> 16 & 63];
  uint64_t seen = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if ((seen & ~uint64_t{3}) == base) return seen & 1;
  bool ours = imports_runtime(base);
  __atomic_store_n(&known, base | (ours ? 1 : 2), __ATOMIC_RELAXED);
  return ours;
}

uintptr_t image_base(uintptr_t address) {
  nt::Region region;
  if (!nt::query(address, region).ok() || region.type != nt::kImage) return 0;
  return region.allocation_base;
}

void image_name(uintptr_t base, char *out, size_t capacity) {
  char16_t path[512];
  size_t n = nt::module_path(reinterpret_cast<void *>(base), path, 512), start = n;
  while (start && path[start - 1] != u'\\' && path[start - 1] != u'/') --start;
  size_t k = 0;
  for (; start < n && k + 1 < capacity; ++start) out[k++] = path[start] < 128 ? static_cast<char>(path[start]) : '?';
  out[k] = 0;
}

} // namespace tern::signal
