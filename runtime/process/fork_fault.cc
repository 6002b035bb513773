// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "memory/arenas.h"
#include "nt/memory.h"
#include "process/fork.h"
#include <stdlib.h>
#include <string.h>

namespace tern::process {

void ForkSnapshot::occupy_in(nt::RawHandle child, const char *kind, uint64_t stack) {
  uint64_t at = 0;
  if (!strncmp(kind, "image", 5)) {
    for (unsigned i = 0; i < image_count_ && !at; ++i)
      if (images_[i].origin == ImageOrigin::Dynamic) at = images_[i].base;
  } else {
    for (unsigned i = 0; i < range_count_ && !at; ++i) {
      uint64_t b = ranges_[i].base;
      bool match = !strncmp(kind, "heap", 4)    ? b >= memory::kHeapBegin && b < memory::kHeapEnd
                   : !strncmp(kind, "stack", 5) ? b == stack
                                                : b >= memory::kMapBegin && b < memory::kMapEnd;
      if (match) at = b;
    }
  }
  if (!at) return;
  uintptr_t place = at;
  (void)nt::reserve_commit(place, memory::kGranularity, nt::Protect::ReadWrite, child);
}

void inject_fault(ForkSnapshot &picture, nt::RawHandle child, unsigned attempt, uint64_t stack) {
  const char *wanted = getenv("TERN_FORK_FAULT");
  if (!wanted) return;
  const char *colon = strchr(wanted, ':');
  if (colon && !strcmp(colon, ":once") && attempt) return;
  picture.occupy_in(child, wanted, stack);
}

} // namespace tern::process
