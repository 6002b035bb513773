// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Symbolic links as NT files (docs/how/links.md): our own are SYSTEM files that begin with a cookie; Windows' own,
// WSL's and junctions are read. The readers are pure code, also built and fuzzed on Linux.
#pragma once
#include "core/result.h"
#include "fs/link_format.h"
#include "fs/path.h"
#include <sys/types.h>

namespace tern::fs {

// May a file with these attributes be a link?
inline bool may_be_link(uint32_t attributes) {
  return (attributes & nt::kReparse) || (attributes & (nt::kSystem | nt::kDirectoryAttribute)) == nt::kSystem; // HIDDEN too may be set by others
}
// Reads the link that `file` is. 0: it is none. The handle was opened without following (and, for a cookie file, with kReadData).
size_t read_link(nt::RawHandle file, const nt::FileFacts &, char *out, size_t capacity);
// Is it a FIFO's cookie? `number` may be null.
bool is_fifo(nt::RawHandle file, const nt::FileFacts &, uint64_t *number = nullptr);
bool is_fifo_at(nt::Name, uint64_t *number = nullptr);
// Opens and reads. 0: exists and is no link. Errors: what the open gave.
Result<size_t> read_link_at(nt::Name, char *out, size_t capacity);

Result<ssize_t> read_symlink(int directory, const char *path, char *out, size_t size);
Result<> make_symlink(const char *target, int directory, const char *path);

} // namespace tern::fs
