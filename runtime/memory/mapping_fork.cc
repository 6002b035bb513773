// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mappings in a forked child (docs/how/mapping.md, docs/how/fork.md).
#include "fd/description.h"
#include "memory/arenas.h"
#include "memory/mapping.h"
#include "memory/nt_protection.h"
#include "memory/piece_table.h"
#include "nt/memory.h"
#include "nt/status.h"

namespace tern::memory {

void visit_sources(fd::HandleVisitor &visitor) {
  for (unsigned i = 0; i < g_piece_count; i++) {
    Source *s = g_pieces[i].source;
    bool seen = false;
    for (unsigned k = 0; k < i && !seen; k++) seen = g_pieces[k].source == s;
    if (s && !seen) visitor.visit(&s->section);
  }
}

static unsigned allocation_end(unsigned first) {
  unsigned end = first;
  while (end < g_piece_count && g_pieces[end].allocation == g_pieces[first].allocation) end++;
  return end;
}

// Anonymous: the parent reserved the place in the child before it ran, so only the parts are committed here.
static Result<> rebuild_private(unsigned first, unsigned end) {
  for (unsigned i = first; i < end; i++) {
    const Piece &p = g_pieces[i];
    if (p.hole || p.protection == PROT_NONE || p.kind == PieceKind::Beyond) continue;
    if (!nt::commit(p.base, p.size, nt::Protect::ReadWrite).ok()) return Errno(ENOMEM);
  }
  return success();
}

static Result<> rebuild_view(unsigned first, unsigned end) {
  const Piece &p = g_pieces[first];
  uintptr_t at = p.allocation;
  size_t size = g_pieces[end - 1].base + g_pieces[end - 1].size - at;
  uint64_t section = nt::section_size(p.source->section);
  if (section && p.offset + size > section) size = 0; // to the section's end
  nt::release(at); // the reservation that kept the place
  int most = PROT_READ | PROT_WRITE | (p.source->executable ? PROT_EXEC : 0);
  if (p.kind == PieceKind::FileShared && !p.source->writable) most &= ~PROT_WRITE;
  nt::Status s = nt::map_section(p.source->section, at, size, p.offset, nt_protection(p.kind, most));
  return s.ok() ? success() : Result<>(Errno(ENOMEM));
}

// Every piece is writable where the snapshot has content for it; finish_mappings sets the real protections.
Result<> rebuild_mappings() {
  for (unsigned i = 0; i < g_piece_count;) {
    unsigned end = allocation_end(i);
    if (g_pieces[i].source)
      TRY(rebuild_view(i, end));
    else
      TRY(rebuild_private(i, end));
    i = end;
  }
  return success();
}

// Private memory without access is committed in parts only.
void protect_committed(const Piece &p) {
  for (uintptr_t at = p.base, end = p.base + p.size; at < end;) {
    nt::Region r;
    if (!nt::query(at, r).ok()) return;
    uintptr_t stop = r.base + r.size < end ? r.base + r.size : end;
    if (r.state == nt::kCommit) nt::protect(at, stop - at, nt_protection(p.kind, p.protection));
    at = stop;
  }
}

void finish_mappings() {
  for (unsigned i = 0; i < g_piece_count; i++) {
    const Piece &p = g_pieces[i];
    if (p.kind == PieceKind::Beyond) continue;
    if (p.kind == PieceKind::Private && p.protection == PROT_NONE && !p.hole) {
      protect_committed(p);
      continue;
    }
    nt::protect(p.base, p.size, p.hole ? nt::Protect::None : nt_protection(p.kind, p.protection));
  }
}

} // namespace tern::memory
