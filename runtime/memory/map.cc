// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// mmap: making mappings. POSIX XSH mmap; flags and errors as Linux documents them where POSIX is silent.
#include "memory/arenas.h"
#include "memory/mapping.h"
#include "memory/nt_protection.h"
#include "memory/piece_table.h"
#include "memory/registry.h"
#include "memory/unmap.h"
#include "nt/memory.h"
#include "nt/status.h"
#include <string.h>
#include <sys/mman.h>

namespace tern::memory {

static uintptr_t g_map_hint = kMapBegin;

static bool in_user_space(uintptr_t at, size_t size) { return at >= kGranularity && at + size > at && at + size <= 0x7fff'0000'0000; }

// A free place for `size` bytes: the hint when it is free, else the next in the arena. Only reserves.
static Result<uintptr_t> place(uintptr_t hint, size_t size) {
  if (hint && in_user_space(hint, size)) {
    uintptr_t at = round_down(hint, kGranularity);
    if (nt::reserve(at, size).ok()) {
      auto registered = register_range(at, size, RangeKind::Mapping);
      if (registered.ok()) return at;
      nt::release(at);
      return Errno(ENOMEM);
    }
  }
  return reserve_in(kMapBegin, kMapEnd, size, kGranularity, RangeKind::Mapping, g_map_hint);
}

static Result<> commit_piece(uintptr_t at, size_t size, int protection, int flags) {
  // MAP_NORESERVE with PROT_NONE and plain PROT_NONE take address space only.
  if (protection == PROT_NONE) return success();
  if (!nt::commit(at, size, nt_protection(PieceKind::Private, protection)).ok()) return Errno(ENOMEM);
  return success();
}

// MAP_FIXED into one reservation of anonymous memory, or into holes and private file pages: replaced in place.
static bool replaceable_in_place(uintptr_t at, size_t size) {
  uintptr_t next = at;
  for (unsigned i = first_piece(at); i < g_piece_count && next < at + size; i++) {
    const Piece &p = g_pieces[i];
    if (p.base > next || p.kind != PieceKind::Private) return false;
    next = p.base + p.size;
  }
  return next >= at + size;
}

static Result<void *> replace_private(uintptr_t at, size_t size, int protection, int flags) {
  TRY(reserve_pieces(2));
  split_at_borders(at, size);
  for (unsigned i = first_piece(at); i < g_piece_count && g_pieces[i].base < at + size; i++) {
    Piece &p = g_pieces[i];
    nt::decommit(p.base, p.size);
    TRY(commit_piece(p.base, p.size, protection, flags));
    p.protection = static_cast<uint8_t>(protection);
    p.hole = false;
  }
  merge_around(at, size);
  return reinterpret_cast<void *>(at);
}

// Address space at a fixed place: what is mapped there goes (MAP_FIXED), or its presence is EEXIST.
static Result<> clear_fixed(uintptr_t at, size_t size, int flags) {
  if (at % kGranularity || !in_user_space(at, size)) return Errno(EINVAL);
  unsigned i = first_piece(at);
  bool taken = i < g_piece_count && g_pieces[i].base < at + size;
  if (taken && (flags & MAP_FIXED_NOREPLACE)) return Errno(EEXIST);
  if (taken) TRY(unmap_locked(at, size));
  return success();
}

static Result<uintptr_t> fixed_place(uintptr_t at, size_t size, int flags) {
  TRY(clear_fixed(at, size, flags));
  uintptr_t got = at;
  nt::Status s = nt::reserve(got, size);
  if (!s.ok()) return Errno(flags & MAP_FIXED_NOREPLACE ? EEXIST : ENOMEM);
  if (!register_range(at, size, RangeKind::Mapping).ok()) {
    nt::release(at);
    return Errno(ENOMEM);
  }
  return at;
}

static bool is_fixed(int flags) { return flags & (MAP_FIXED | MAP_FIXED_NOREPLACE); }

static Result<void *> map_private(uintptr_t hint, size_t size, int protection, int flags) {
  if ((flags & MAP_FIXED) && replaceable_in_place(hint, size)) return replace_private(hint, size, protection, flags);
  uintptr_t at;
  bool committed = true;
  if (!hint && !is_fixed(flags) && protection != PROT_NONE && size % kGranularity == 0) { // the common case: one call of NT
    nt::Protect access = nt_protection(PieceKind::Private, protection);
    at = TRY(reserve_in(kMapBegin, kMapEnd, size, kGranularity, RangeKind::Mapping, g_map_hint, &access));
  } else {
    at = is_fixed(flags) ? TRY(fixed_place(hint, size, flags)) : TRY(place(hint, size));
    committed = commit_piece(at, size, protection, flags).ok();
  }
  if (!committed || !reserve_pieces(1).ok()) {
    release_range(at);
    return Errno(ENOMEM);
  }
  insert_piece({at, size, at, 0, nullptr, PieceKind::Private, static_cast<uint8_t>(protection), false});
  return reinterpret_cast<void *>(at);
}

// A view of `source` at a place of its own. The reservation is given up just before the view takes it; when
// something else was faster there, another place is tried (not for fixed ones).
static Result<uintptr_t> place_view(Source &source, uintptr_t hint, size_t view_size, size_t whole, uint64_t offset, PieceKind kind,
                                    int protection, int flags) {
  for (int tries = 0; tries < 8; tries++) {
    uintptr_t at = is_fixed(flags) ? TRY(fixed_place(hint, whole, flags)) : TRY(place(hint, whole));
    nt::release(at);
    size_t size = view_size;
    nt::Status s = nt::map_section(source.section, at, size, offset, nt_protection(kind, protection));
    if (s.ok()) {
      uintptr_t rest = at + round_up(view_size, kGranularity);
      if (rest < at + whole) nt::reserve(rest, at + whole - rest);
      return at;
    }
    unregister_range(at);
    if (s == 0xc0000018u && !is_fixed(flags)) continue; // CONFLICTING_ADDRESSES
    return s == 0xc000004eu || s == 0xc0000045u ? Errno(EACCES) : nt::errno_of(s); // SECTION_PROTECTION, INVALID_PAGE_PROTECTION
  }
  return Errno(ENOMEM);
}

static Result<void *> add_view(nt::Handle section, uintptr_t hint, size_t size, size_t in_file, uint64_t offset, PieceKind kind,
                               int protection, int flags, bool writable, bool executable) {
  TRY(reserve_pieces(2));
  Source *source = new_source(section.get(), writable, executable);
  if (!source) return Errno(ENOMEM);
  section.release();
  auto placed = place_view(*source, hint, in_file, size, offset, kind, protection, flags);
  if (!placed.ok()) {
    drop_source(source);
    return placed.error();
  }
  uintptr_t at = placed.take();
  size_t viewed = round_up(in_file, kGranularity) < size ? round_up(in_file, kGranularity) : size;
  insert_piece({at, viewed, at, offset, source, kind, static_cast<uint8_t>(protection), false});
  if (viewed < size)
    insert_piece({at + viewed, size - viewed, at + viewed, 0, nullptr, PieceKind::Beyond, static_cast<uint8_t>(protection), false});
  return reinterpret_cast<void *>(at);
}

static Result<void *> map_shared_memory(uintptr_t hint, size_t size, int protection, int flags) {
  nt::Handle section;
  nt::Status s = nt::create_section(section, size, nt::Protect::ExecReadWrite);
  if (!s.ok()) return Errno(ENOMEM);
  return add_view(static_cast<nt::Handle &&>(section), hint, size, size, 0, PieceKind::Shared, protection, flags, true, true);
}

Result<void *> map_anonymous(void *hint, size_t length, int protection, int flags) {
  if (!length || length > kMapEnd) return Errno(length ? ENOMEM : EINVAL);
  size_t size = round_up(length, kGranularity);
  auto at = reinterpret_cast<uintptr_t>(hint);
  if (is_fixed(flags) && at % kGranularity) return Errno(EINVAL);
  Guard guard(g_mapping_lock);
  if (flags & MAP_SHARED) return map_shared_memory(at, size, protection, flags);
  return map_private(at, size, protection, flags);
}

// A file whose length is 0, or an offset at or past its end: nothing to view, all of it is beyond the end.
static Result<void *> map_beyond(uintptr_t hint, size_t size, int protection, int flags) {
  TRY(reserve_pieces(1));
  uintptr_t at = is_fixed(flags) ? TRY(fixed_place(hint, size, flags)) : TRY(place(hint, size));
  insert_piece({at, size, at, 0, nullptr, PieceKind::Beyond, static_cast<uint8_t>(protection), false});
  return reinterpret_cast<void *>(at);
}

Result<void *> map_file(void *hint, size_t length, int protection, int flags, nt::RawHandle file, uint64_t offset, bool readable,
                        bool writable) {
  if (!length || offset % kGranularity) return Errno(EINVAL);
  auto at = reinterpret_cast<uintptr_t>(hint);
  if (is_fixed(flags) && at % kGranularity) return Errno(EINVAL);
  bool shared = flags & MAP_SHARED;
  if (!readable || (shared && (protection & PROT_WRITE) && !writable)) return Errno(EACCES);
  size_t size = round_up(length, kGranularity);
  nt::Handle section;
  bool executable = protection & PROT_EXEC;
  bool write_section = shared && writable;
  nt::Protect wanted = executable ? (write_section ? nt::Protect::ExecReadWrite : nt::Protect::ExecRead)
                                  : (write_section ? nt::Protect::ReadWrite : nt::Protect::Read);
  nt::Status s = nt::create_section(section, 0, wanted, {}, file);
  Guard guard(g_mapping_lock);
  if (s == 0xc000011eu) return map_beyond(at, size, protection, flags); // MAPPED_FILE_SIZE_ZERO
  if (s == 0xc0000022u) return Errno(EACCES);
  if (!s.ok()) return nt::errno_of(s) == Errno(EINVAL) ? Errno(ENODEV) : nt::errno_of(s);
  uint64_t file_size = nt::section_size(section.get());
  if (offset >= file_size) return map_beyond(at, size, protection, flags);
  uint64_t available = file_size - offset;
  size_t in_file = available < length ? static_cast<size_t>(available) : length;
  return add_view(static_cast<nt::Handle &&>(section), at, size, in_file, offset, shared ? PieceKind::FileShared : PieceKind::FilePrivate,
                  protection, flags, writable, executable);
}

} // namespace tern::memory
