// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Listing a directory in large pieces.
#pragma once
#include "nt/file.h"

namespace tern::nt {

struct DirectoryEntry {
  Name name;
  uint32_t attributes, reparse_tag;
  uint64_t id;
  int64_t size;
};

// One piece of a listing: filled by next(), read by entry().
class DirectoryChunk {
public:
  static constexpr size_t kSize = 32 * 1024;

private:
  alignas(8) unsigned char data_[kSize];
  size_t at_ = 0;
  bool more_ = false;

public:
  // The next piece of the directory's listing (the handle's own position); STATUS_NO_MORE_FILES at the end.
  Status next(RawHandle directory, bool restart);
  bool entry(DirectoryEntry &); // false: piece is used up
  void clear() { more_ = false; }
};

bool is_end_of_listing(Status);

} // namespace tern::nt
