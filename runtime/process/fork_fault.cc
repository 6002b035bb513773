// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fault injection for tests, by the variable TERN_FORK_FAULT:
//   image, start, runtime, heap, stack, mapping with :once (the first attempt of each fork) or :always
//                       takes the place of an image of dlopen, of one loaded with the program, of tern1.dll, ... in the child
//   kill-child:PHASE    ends the child: launched, handed, running, images, copied, rebuilt
//   kill-parent:PHASE   ends this process: launched, handed, running; spawned: in posix_spawn, before the child runs
//   link                no hard links for the protection (fork_links.cc)
#include "memory/arenas.h"
#include "nt/loader.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "process/fork.h"
#include <stdlib.h>
#include <string.h>

namespace tern::process {
namespace {

bool begins(const char *text, const char *with) { return !strncmp(text, with, strlen(with)); }

} // namespace

void ForkSnapshot::occupy_in(nt::RawHandle child, const char *kind, uint64_t stack) {
  uint64_t at = 0;
  if (begins(kind, "runtime")) at = images_[0].base;
  for (unsigned i = 1; i < image_count_ && !at; ++i) {
    bool program = images_[i].base == reinterpret_cast<uintptr_t>(nt::exe_base());
    if (begins(kind, "image") && images_[i].origin == ImageOrigin::Dynamic) at = images_[i].base;
    if (begins(kind, "start") && images_[i].origin == ImageOrigin::Start && !program) at = images_[i].base;
  }
  for (unsigned i = 0; i < range_count_ && !at; ++i) {
    uint64_t b = ranges_[i].base;
    if (begins(kind, "heap") && b >= memory::kHeapBegin && b < memory::kHeapEnd) at = b;
    if (begins(kind, "stack") && b == stack) at = b;
    if (begins(kind, "mapping") && b >= memory::kMapBegin && b < memory::kMapEnd) at = b;
  }
  if (!at) return;
  uintptr_t place = at;
  (void)nt::reserve_commit(place, memory::kGranularity, nt::Protect::ReadWrite, child);
}

// Asked for once: getenv takes a lock, which a stopped thread may hold.
static const char *g_wanted;

void read_fault() { g_wanted = getenv("TERN_FORK_FAULT"); }

void inject_fault(ForkSnapshot &picture, nt::RawHandle child, unsigned attempt, uint64_t stack) {
  if (!g_wanted) return;
  const char *colon = strchr(g_wanted, ':');
  if (colon && !strcmp(colon, ":once") && attempt) return;
  picture.occupy_in(child, g_wanted, stack);
}

void fault_at(const char *phase, nt::RawHandle child) {
  if (!g_wanted || !begins(g_wanted, "kill-")) return;
  const char *colon = strchr(g_wanted, ':');
  if (!colon || strcmp(colon + 1, phase)) return;
  if (begins(g_wanted, "kill-parent")) nt::terminate_self(1);
  if (child) nt::terminate_process(child, 1);
}

ForkFault fault_of_child() {
  if (!g_wanted || !begins(g_wanted, "kill-child:")) return ForkFault::None;
  const char *phase = g_wanted + 11;
  return !strcmp(phase, "images") ? ForkFault::Images : !strcmp(phase, "copied") ? ForkFault::Copied
         : !strcmp(phase, "rebuilt") ? ForkFault::Rebuilt : ForkFault::None;
}

} // namespace tern::process
