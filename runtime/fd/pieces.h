// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "core/result.h"
#include <sys/uio.h>

namespace tern::fd {

// readv() and its relatives as one transfer after the other: move(piece, bytes moved so far). A short piece ends the
// call, an error counts only when nothing was moved before it, and empty pieces are left out unless all are empty.
template <class Move> Result<ssize_t> piece_by_piece(const iovec *v, int count, Move move) {
  ssize_t total = 0;
  bool moved = false;
  for (int i = 0; i < count; i++) {
    if (!v[i].iov_len && (moved || i + 1 < count)) continue;
    auto r = move(v[i], total);
    if (!r.ok()) {
      if (total) return total;
      return r.error();
    }
    moved = true;
    total += r.value();
    if (static_cast<size_t>(r.value()) < v[i].iov_len) break;
  }
  return total;
}

} // namespace tern::fd
