// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The startup block: what a process of ours tells a process it creates. It travels by lpReserved2 (its first
// DWORD is 0, so that a native C runtime in the child finds no descriptors in it). Handle values are not in it,
// they are not known yet: they go by the slot in the shared table (process/inherit.h). A block beyond 60,000 bytes,
// or one that could only be written when the child existed, lies in a section that is such a handle; then only
// the header travels here. Kinds: spawn/exec (a new image) and fork.
//   header | records: { u16 tag, u16 flags, u32 length, bytes, padding to 8 }
// A reader skips tags it does not know and refuses lengths that leave the block.
#pragma once
#include "core/result.h"
#include <stddef.h>
#include <stdint.h>

namespace tern {

enum class BlockKind : uint32_t { Spawn = 1, Exec = 2, Fork = 3 };

enum class BlockTag : uint16_t {
  Arguments = 1,   // argv strings, NUL-separated
  Environment = 2, // "NAME=value" strings, NUL-separated
  Slot = 3,        // process/table.h: slot index and generation of this process
  Descriptors = 4, // fd/inherit.cc
  WorkingDirectory = 5,
  Mounts = 6,
  Signals = 7,
  Ids = 8,
  Limits = 9,
  Fork = 10, // process/fork: payload section, images, thread context
  Terminal = 11,
  Trace = 12,
  Children = 13, // over an exec
};

struct BlockHeader {
  uint32_t zero; // 0: see above
  uint32_t magic;
  uint32_t abi;  // kStartupAbi
  BlockKind kind;
  uint64_t total;           // bytes of header and records
  uint64_t overflow;        // token (process/spawn_context.h) of a section that holds the whole block instead, or 0
  uint64_t shared_name;     // which shared state: core/shared_state.cc
  uint32_t slot;            // of the new process, and its pid: both must agree with the table
  int32_t pid;
};
constexpr uint32_t kBlockMagic = 0x6e726574; // "tern"
constexpr uint32_t kStartupAbi = 1;

struct SpawnContext; // process/spawn.h: the shadow view the child starts with and how to hand handles to it

class BlockWriter {
  char *data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
  bool failed_ = false;
  void reserve(size_t);

public:
  explicit BlockWriter(BlockKind);
  ~BlockWriter();
  BlockWriter(const BlockWriter &) = delete;
  void add(BlockTag, const void *bytes, size_t length);
  // Opens a record that is filled piecewise; returns a place to append to until end().
  void begin(BlockTag);
  void append(const void *bytes, size_t length);
  void end();
  bool failed() const { return failed_; } // out of memory
  const char *data() const { return data_; }
  size_t size() const { return size_; }

private:
  size_t open_ = 0;
};

struct BlockRecord {
  const char *data = nullptr;
  size_t length = 0;
  explicit operator bool() const { return data != nullptr; }
};

class BlockReader {
  const char *data_;
  size_t size_;

public:
  BlockReader(const char *data, size_t size) : data_(data), size_(size) {}
  BlockRecord find(BlockTag) const;
  BlockKind kind() const;
};

// This process's own startup block; null when a native process started it. After the process has its slot, which a
// block that overflowed needs.
const BlockReader *startup_block();
// A block that lies in one piece behind its header.
BlockReader header_reader(const BlockHeader &);

} // namespace tern
