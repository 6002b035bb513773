// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/image_base.h"

#include <cstdio>

namespace tern {
namespace {

constexpr uint64_t kFirstDllBase = 0x10000000000;
constexpr uint64_t kSlots = 1 << 20;
constexpr uint64_t kSlotSize = 2 << 20;

} // namespace

uint64_t dll_base(const std::string &file_name) {
  uint64_t hash = 0xcbf29ce484222325; // FNV-1a
  for (unsigned char c : file_name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c + ('a' - 'A'));
    hash = (hash ^ c) * 0x100000001b3;
  }
  hash ^= hash >> 32; // the low bits of FNV alone depend too much on the last letters
  return kFirstDllBase + hash % kSlots * kSlotSize;
}

std::string hexadecimal(uint64_t value) {
  char text[20];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
  return text;
}

} // namespace tern
