// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Large pieces of memory go from parent to child through a window of two halves: one is filled while the other is emptied. A
// section of all of it would be charged in full, and under Wine written to disk; reading another process's memory goes
// through Wine's one server.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::process {

struct StreamWindow {
  static constexpr size_t kHalf = 2 << 20;
  uint32_t filled, emptied; // halves, counted from the beginning
  alignas(4096) char halves[2][kHalf];
};

// One end. Both put and get the same bytes in the same order, in pieces of any size; finish() ends the last half.
class ForkStream {
  StreamWindow *window_;
  nt::RawHandle turned_, other_, turn_; // the other side's event and process; our event
  uint32_t count_ = 0;                  // halves done with
  size_t at_ = 0;                       // in the present half

  bool wait_until(const uint32_t &counter, uint32_t value);

public:
  ForkStream(StreamWindow *window, nt::RawHandle turned, nt::RawHandle other, nt::RawHandle turn)
      : window_(window), turned_(turned), other_(other), turn_(turn) {}
  // False: the other side is gone.
  bool put(const void *, size_t);
  bool finish(); // of the parent
  bool get(void *, size_t);
};

} // namespace tern::process
