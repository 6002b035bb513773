// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// mremap (Linux). Shrinks in place; grows by a new mapping and a move: NT cannot grow a reservation or a view.
#include "memory/arenas.h"
#include "memory/mapping.h"
#include "memory/piece_table.h"
#include "nt/memory.h"
#include "nt/status.h"
#include <string.h>
#include <sys/mman.h>

namespace tern::memory {

// What a grown mapping of the piece at `at` is made from. Copied under the lock; the section is duplicated.
struct Origin {
  Piece piece;
  nt::Handle section;
};

static Result<Origin> origin_of(uintptr_t at, size_t length) {
  Guard guard(g_mapping_lock);
  unsigned i = first_piece(at);
  if (i == g_piece_count || g_pieces[i].base > at || g_pieces[i].hole) return Errno(EFAULT);
  if (g_pieces[i].base != at || g_pieces[i].size < length) return Errno(EFAULT);
  Origin o{g_pieces[i], {}};
  if (o.piece.source && !nt::duplicate_local(o.piece.source->section, o.section).ok()) return Errno(ENOMEM);
  return o;
}

Result<void *> remap(void *address, size_t old_length, size_t new_length, int flags, void *fixed) {
  auto at = reinterpret_cast<uintptr_t>(address);
  if (at % kGranularity || !new_length || (flags & ~(MREMAP_MAYMOVE | MREMAP_FIXED))) return Errno(EINVAL);
  if ((flags & MREMAP_FIXED) && !(flags & MREMAP_MAYMOVE)) return Errno(EINVAL);
  size_t old_size = round_up(old_length, kGranularity), new_size = round_up(new_length, kGranularity);
  if (!(flags & MREMAP_FIXED) && new_size <= old_size) {
    if (new_size < old_size) TRY(unmap(reinterpret_cast<void *>(at + new_size), old_size - new_size));
    return address;
  }
  if (!(flags & MREMAP_MAYMOVE)) return Errno(ENOMEM);
  Origin o = TRY(origin_of(at, old_size));
  if (o.piece.kind != PieceKind::Private) return Errno(ENOMEM); // the section has its length: see docs/compatibility.md
  int map_flags = MAP_PRIVATE | MAP_ANONYMOUS | (flags & MREMAP_FIXED ? MAP_FIXED : 0);
  void *moved = TRY(map_anonymous(fixed, new_size, PROT_READ | PROT_WRITE, map_flags));
  size_t copied = old_size < new_size ? old_size : new_size;
  if (o.piece.protection != PROT_NONE) memcpy(moved, address, copied);
  if (o.piece.protection != (PROT_READ | PROT_WRITE)) TRY(protect(moved, new_size, o.piece.protection));
  TRY(unmap(address, old_size));
  return moved;
}

} // namespace tern::memory
