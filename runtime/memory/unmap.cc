// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// munmap. NT frees a reservation or a view as a whole only. Parts of anonymous memory are decommitted and become
// holes; a shared view is cut by unmapping it and mapping what remains again (its content is in the section); a
// private view keeps its copied pages, so the part becomes a hole without access. A hole's address space is free
// for MAP_FIXED, and goes when the last piece of its allocation goes.
#include "memory/unmap.h"
#include "memory/arenas.h"
#include "memory/nt_protection.h"
#include "memory/piece_table.h"
#include "memory/registry.h"
#include "nt/memory.h"

namespace tern::memory {

// First and one past the last piece of an allocation; they are neighbours.
struct Extent {
  unsigned first, end;
};

static Extent extent_of(uintptr_t allocation) {
  unsigned i = first_piece(allocation);
  Extent e{i, i};
  while (e.end < g_piece_count && g_pieces[e.end].allocation == allocation) e.end++;
  return e;
}

static void free_allocation(const Extent &e) {
  Piece first = g_pieces[e.first];
  for (unsigned i = e.end; i > e.first; i--) {
    if (g_pieces[i - 1].source) g_pieces[i - 1].source->references++; // keep until the view is gone
    erase_piece(i - 1);
  }
  unregister_range(first.allocation);
  if (first.source)
    nt::unmap_section(first.allocation);
  else
    nt::release(first.allocation);
  if (first.source)
    for (unsigned i = e.first; i < e.end; i++) drop_source(first.source);
}

static void make_hole(Piece &p) {
  if (p.kind == PieceKind::Private)
    nt::decommit(p.base, p.size);
  else if (p.kind != PieceKind::Beyond)
    nt::protect(p.base, p.size, nt::Protect::None);
  p.hole = true;
}

Result<> unmap_locked(uintptr_t at, size_t size) {
  TRY(reserve_pieces(2));
  split_at_borders(at, size);
  auto goes = [&](const Piece &p) { return p.base >= at && p.base < at + size; };
  for (unsigned i = first_piece(at); i < g_piece_count && g_pieces[i].base < at + size;) {
    Extent e = extent_of(g_pieces[i].allocation);
    bool stays = false;
    for (unsigned k = e.first; k < e.end; k++) stays |= !g_pieces[k].hole && !goes(g_pieces[k]);
    if (!stays) { // nothing of the allocation is left: one call of NT
      free_allocation(e);
      i = e.first;
      continue;
    }
    for (unsigned k = e.first; k < e.end; k++)
      if (!g_pieces[k].hole && goes(g_pieces[k])) make_hole(g_pieces[k]);
    i = e.end;
  }
  merge_around(at, size);
  return success();
}

Result<> unmap(void *p, size_t length) {
  auto at = reinterpret_cast<uintptr_t>(p);
  if (at % kGranularity || !length || at + length < at) return Errno(EINVAL);
  Guard guard(g_mapping_lock);
  return unmap_locked(at, round_up(length, kGranularity));
}

} // namespace tern::memory
