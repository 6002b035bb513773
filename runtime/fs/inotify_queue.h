// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Events that wait to be read: bytes as read() gives them.
#pragma once
#include "core/result.h"
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

namespace tern::fs {

class EventQueue {
  unsigned char *bytes_ = nullptr;
  size_t begin_ = 0, end_ = 0, capacity_ = 0, last_ = SIZE_MAX; // last_: where the newest event begins
  unsigned count_ = 0;
  bool overflowed_ = false;
  bool append(int watch, uint32_t mask, uint32_t cookie, const char *name, size_t length);

public:
  static constexpr unsigned kMost = 16384; // then one IN_Q_OVERFLOW
  void put(int watch, uint32_t mask, uint32_t cookie = 0, const char *name = nullptr, size_t length = 0);
  void put_overflow();
  bool empty() const { return begin_ == end_; }
  size_t size() const { return end_ - begin_; }
  // Whole events. Errors: EINVAL when the first does not fit.
  Result<ssize_t> take(void *to, size_t size);
  void clear();
};

} // namespace tern::fs
