// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/startup_block.h"
#include "core/sections.h"
#include "process/inherit.h"
#include <stdlib.h>
#include <string.h>

namespace tern {

namespace {
struct RecordHeader {
  uint16_t tag, flags;
  uint32_t length;
};
constexpr size_t kAlign = 8;
size_t padded(size_t n) { return (n + kAlign - 1) & ~(kAlign - 1); }
} // namespace

BlockWriter::BlockWriter(BlockKind kind) {
  BlockHeader h{0, kBlockMagic, kStartupAbi, kind, sizeof h, 0, 0, 0, 0};
  reserve(4096);
  if (failed_) return;
  memcpy(data_, &h, sizeof h);
  size_ = sizeof h;
}

BlockWriter::~BlockWriter() { free(data_); }

void BlockWriter::reserve(size_t n) {
  if (failed_ || n <= capacity_) return;
  size_t bigger = capacity_ ? capacity_ * 2 : 4096;
  while (bigger < n) bigger *= 2;
  auto *p = static_cast<char *>(realloc(data_, bigger));
  if (!p) {
    failed_ = true;
    return;
  }
  data_ = p;
  capacity_ = bigger;
}

void BlockWriter::begin(BlockTag tag) {
  reserve(size_ + sizeof(RecordHeader));
  if (failed_) return;
  RecordHeader h{static_cast<uint16_t>(tag), 0, 0};
  open_ = size_;
  memcpy(data_ + size_, &h, sizeof h);
  size_ += sizeof h;
}

void BlockWriter::append(const void *bytes, size_t length) {
  reserve(size_ + padded(length) + kAlign);
  if (failed_) return;
  memcpy(data_ + size_, bytes, length);
  size_ += length;
}

void BlockWriter::end() {
  if (failed_) return;
  RecordHeader h;
  memcpy(&h, data_ + open_, sizeof h);
  h.length = static_cast<uint32_t>(size_ - open_ - sizeof h);
  memcpy(data_ + open_, &h, sizeof h);
  size_t end = padded(size_);
  reserve(end);
  if (failed_) return;
  memset(data_ + size_, 0, end - size_);
  size_ = end;
  reinterpret_cast<BlockHeader *>(data_)->total = size_;
}

void BlockWriter::add(BlockTag tag, const void *bytes, size_t length) {
  begin(tag);
  append(bytes, length);
  end();
}

BlockKind BlockReader::kind() const { return reinterpret_cast<const BlockHeader *>(data_)->kind; }

BlockRecord BlockReader::find(BlockTag tag) const {
  size_t at = sizeof(BlockHeader);
  while (at + sizeof(RecordHeader) <= size_) {
    RecordHeader h;
    memcpy(&h, data_ + at, sizeof h);
    at += sizeof h;
    if (h.length > size_ - at) break;
    if (h.tag == static_cast<uint16_t>(tag)) return {data_ + at, h.length};
    at += padded(h.length);
  }
  return {};
}

// The view of an overflowing block stays mapped: argv and environment are copied out of it, other records read late.
TERN_NOFORK static bool g_read = false;
TERN_NOFORK static bool g_present = false;
alignas(BlockReader) TERN_NOFORK static char g_reader[sizeof(BlockReader)] = {};

BlockReader header_reader(const BlockHeader &h) { return BlockReader(reinterpret_cast<const char *>(&h), h.total); }

const BlockReader *startup_block() {
  auto *reader = reinterpret_cast<BlockReader *>(g_reader);
  if (g_read) return g_present ? reader : nullptr;
  g_read = true;
  const BlockHeader *header = process::startup_header();
  if (!header) return nullptr;
  if (!header->overflow) {
    new (reader) BlockReader(header_reader(*header));
  } else {
    auto whole = process::overflow_block(*header);
    if (!whole.ok()) return nullptr;
    new (reader) BlockReader(whole.take());
  }
  g_present = true;
  return reader;
}

} // namespace tern
