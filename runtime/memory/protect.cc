// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// mprotect, msync, madvise, mremap, and what is asked of the table.
#include "memory/arenas.h"
#include "memory/mapping.h"
#include "memory/nt_protection.h"
#include "memory/piece_table.h"
#include "memory/unmap.h"
#include "nt/memory.h"
#include "nt/status.h"
#include <string.h>

namespace tern::memory {

static bool covered(uintptr_t at, size_t size) {
  uintptr_t next = at;
  for (unsigned i = first_piece(at); i < g_piece_count && next < at + size; i++) {
    if (g_pieces[i].base > next || g_pieces[i].hole) return false;
    next = g_pieces[i].base + g_pieces[i].size;
  }
  return next >= at + size;
}

static Result<> protect_piece(Piece &p, uintptr_t at, size_t size, int protection) {
  if (p.kind == PieceKind::FileShared && (protection & PROT_WRITE) && !p.source->writable) return Errno(EACCES);
  nt::Protect wanted = nt_protection(p.kind, protection);
  if (p.kind == PieceKind::Beyond) return success();
  nt::Status s{0};
  if (p.kind == PieceKind::Private && protection != PROT_NONE)
    s = nt::commit(at, size, wanted); // may be only reserved; then sets the protection of what was committed
  if (s.ok()) s = nt::protect(at, size, wanted);
  if (s == 0xc000002du && protection == PROT_NONE) return success(); // NOT_COMMITTED: nobody can access it as it is
  if (s == 0xc000004eu || s == 0xc0000045u) return Errno(EACCES);
  return s.ok() ? success() : Result<>(Errno(ENOMEM));
}

// Memory that is no mapping of ours - heap, image, stack - may be protected page by page too; the program asked.
static Result<> protect_foreign(uintptr_t at, size_t size, int protection) {
  nt::Region region;
  for (uintptr_t p = at; p < at + size; p = region.base + region.size)
    if (!nt::query(p, region).ok() || region.state != nt::kCommit) return Errno(ENOMEM);
  for (uintptr_t p = at; p < at + size; p = region.base + region.size) {
    nt::query(p, region);
    uintptr_t end = region.base + region.size < at + size ? region.base + region.size : at + size;
    auto kind = region.type == nt::kImage ? PieceKind::FilePrivate : PieceKind::Private;
    if (!nt::protect(p, end - p, nt_protection(kind, protection)).ok()) return Errno(EACCES);
  }
  return success();
}

// Works on NT's pages of 4 KB, finer than what sysconf tells, for programs that know x86.
Result<> protect(void *address, size_t length, int protection) {
  auto at = reinterpret_cast<uintptr_t>(address);
  if (at % kPage || at + length < at || (protection & ~(PROT_READ | PROT_WRITE | PROT_EXEC))) return Errno(EINVAL);
  if (!length) return success();
  size_t size = round_up(length, kPage);
  Guard guard(g_mapping_lock);
  unsigned i = first_piece(at);
  if (i == g_piece_count || g_pieces[i].base >= at + size) return protect_foreign(at, size, protection);
  if (!covered(at, size)) return Errno(ENOMEM);
  TRY(reserve_pieces(2));
  split_at_borders(at, size);
  for (i = first_piece(at); i < g_piece_count && g_pieces[i].base < at + size; i++) {
    TRY(protect_piece(g_pieces[i], g_pieces[i].base, g_pieces[i].size, protection));
    g_pieces[i].protection = static_cast<uint8_t>(protection);
  }
  merge_around(at, size);
  return success();
}

Result<> sync(void *address, size_t length, int flags) {
  auto at = reinterpret_cast<uintptr_t>(address);
  constexpr int known = MS_ASYNC | MS_SYNC | MS_INVALIDATE;
  if (at % kPage || (flags & ~known) || (flags & MS_ASYNC && flags & MS_SYNC)) return Errno(EINVAL);
  Guard guard(g_mapping_lock);
  if (!covered(at, round_up(length, kPage))) return Errno(ENOMEM);
  for (unsigned i = first_piece(at); i < g_piece_count && g_pieces[i].base < at + length; i++) {
    const Piece &p = g_pieces[i];
    if (p.kind != PieceKind::FileShared) continue;
    nt::Status s = nt::flush_view(p.base, p.size);
    if (!s.ok()) return Errno(EIO);
  }
  return success();
}

Result<> advise_dont_need(void *address, size_t length) {
  auto at = reinterpret_cast<uintptr_t>(address);
  if (at % kPage) return Errno(EINVAL);
  size_t size = round_up(length, kPage);
  Guard guard(g_mapping_lock);
  if (!covered(at, size)) return Errno(ENOMEM);
  for (unsigned i = first_piece(at); i < g_piece_count && g_pieces[i].base < at + size; i++) {
    const Piece &p = g_pieces[i];
    if (p.kind != PieceKind::Private || p.protection == PROT_NONE) continue; // content is elsewhere: a hint only
    uintptr_t from = p.base > at ? p.base : at;
    uintptr_t to = p.base + p.size < at + size ? p.base + p.size : at + size;
    nt::decommit(from, to - from);
    if (!nt::commit(from, to - from, nt_protection(p.kind, p.protection)).ok()) return Errno(ENOMEM);
  }
  return success();
}

bool is_mapped(uintptr_t at, size_t length) {
  nt::Region region;
  for (uintptr_t p = at; p < at + length; p = region.base + region.size)
    if (!nt::query(p, region).ok() || region.state == nt::kFree) return false;
  return true;
}

bool is_beyond_end_of_file(uintptr_t address) {
  // From the fault handler: the faulting thread may hold the lock itself, then the answer is no.
  if (!g_mapping_lock.try_lock()) return false;
  unsigned i = first_piece(address);
  bool beyond = false;
  if (i < g_piece_count && g_pieces[i].base <= address && !g_pieces[i].hole && g_pieces[i].protection != PROT_NONE) {
    const Piece &p = g_pieces[i];
    beyond = p.kind == PieceKind::Beyond;
    if (p.kind == PieceKind::FileShared || p.kind == PieceKind::FilePrivate)
      beyond = p.offset + (address - p.base) >= round_up(nt::section_size(p.source->section), kPage);
  }
  g_mapping_lock.unlock();
  return beyond;
}

} // namespace tern::memory
