// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handles that a new process gets from its maker. They are collected while the block is written, duplicated into
// the suspended child, and their values there published in its slot (more than kInheritedHandles: in a section).
#pragma once
#include "core/result.h"
#include "core/shared_state.h"
#include "core/startup_block.h"
#include "nt/handle.h"

namespace tern::process {

struct HandleList {
  nt::RawHandle fixed[kInheritedHandles - 1];
  nt::RawHandle *more = nullptr;
  unsigned count = 0, capacity = 0;

  HandleList() = default;
  HandleList(const HandleList &) = delete;
  ~HandleList();
  Result<uint64_t> add(nt::RawHandle);
  Result<> reserve(unsigned wanted); // so that `wanted` handles in all need no memory
  nt::RawHandle at(unsigned i) const { return i < kInheritedHandles - 1 ? fixed[i] : more[i - (kInheritedHandles - 1)]; }
};

// Duplicates the list into `child` and publishes the values in `slot`. Errors: EAGAIN, EMFILE, ESRCH.
Result<> hand_over(const HandleList &, nt::RawHandle child, Slot &slot);

// In the child. The block's header, when a process of ours made this one; else null. Needs nothing set up.
const BlockHeader *startup_header();
// The section that holds an overflowing block, mapped. Call after table_attach.
Result<BlockReader> overflow_block(const BlockHeader &);
// After the load hooks: closes what nobody took.
void close_unclaimed_handles();

} // namespace tern::process
