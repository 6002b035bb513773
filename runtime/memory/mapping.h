// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mappings: mmap and its relatives (docs/how/mapping.md). The table holds pieces, sorted by address, that do not
// overlap: a piece has one kind, one protection and one source. Several pieces may lie in one NT reservation or view.
#pragma once
#include "core/lock.h"
#include "core/result.h"
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

namespace tern::fd { class HandleVisitor; }

namespace tern::memory {

enum class PieceKind : uint8_t {
  Private,    // anonymous private memory: a reservation of ours, committed in parts
  Shared,     // a view of an anonymous section, shared with forked children
  FileShared, // a view of a file's section
  FilePrivate, // a copy-on-write view of a file's section
  Beyond,     // address space of a file mapping past the file's last page: access gives SIGBUS
};

// A section that views are made of; pieces count it.
struct Source {
  nt::RawHandle section = nullptr; // process-local: fork patches it
  uint32_t references = 0;
  bool writable = false;           // the descriptor allowed writing: PROT_WRITE may be asked later
  bool executable = false;
};

struct Piece {
  uintptr_t base;
  size_t size;
  uintptr_t allocation; // base of the NT reservation or view it lies in
  uint64_t offset;      // into the source, of `base`
  Source *source;       // null for Private and Beyond
  PieceKind kind;
  uint8_t protection;   // PROT_ bits
  bool hole;            // unmapped by the program, but its view cannot be split: no access, free for MAP_FIXED
};

extern Lock g_mapping_lock; // fork's quiesce takes it

// All of them take and give addresses and lengths in bytes; errors are those of the POSIX function.
Result<void *> map_anonymous(void *hint, size_t length, int protection, int flags);
Result<void *> map_file(void *hint, size_t length, int protection, int flags, nt::RawHandle file, uint64_t offset, bool readable,
                        bool writable);
Result<> unmap(void *at, size_t length);
Result<> protect(void *at, size_t length, int protection);
Result<> sync(void *at, size_t length, int flags);
Result<> advise_dont_need(void *at, size_t length);
Result<void *> remap(void *at, size_t old_length, size_t new_length, int flags, void *fixed);
// Whether every page of the range belongs to something mapped; for mincore, madvise, mlock.
bool is_mapped(uintptr_t at, size_t length);

// For the fault handler: the address lies in a file mapping past the end of the file.
bool is_beyond_end_of_file(uintptr_t address);

// ---- fork (process/fork): with g_mapping_lock held and other threads stopped
unsigned piece_count();
const Piece &piece_at(unsigned i);
void visit_sources(fd::HandleVisitor &); // reports &source->section of each source once
// In the child, after the table was copied and the sources' handles patched: makes each allocation again at its place
// with its protection. Private memory is only reserved and committed; its content comes from the snapshot, as does
// that of FilePrivate pieces that were writable. Errors: ENOMEM (a place is taken).
Result<> rebuild_mappings();
// After the content was copied: the protections as they were.
void finish_mappings();
void protect_committed(const Piece &);

} // namespace tern::memory
