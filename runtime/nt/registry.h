// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The registry, for reading. Paths are NT's: \Registry\Machine\Software.
#pragma once
#include "nt/file.h"

namespace tern::nt {

Status open_key(Handle &, Name path);
// The index-th subkey or value; false: no more. `length` in units.
bool subkey_at(RawHandle key, uint32_t index, char16_t *out, size_t capacity, size_t &length);
bool value_at(RawHandle key, uint32_t index, char16_t *out, size_t capacity, size_t &length);
enum ValueType : uint32_t { kText = 1, kExpandText = 2, kBinary = 3, kNumber = 4, kLink = 6, kTexts = 7 };
// A value's content, at most `capacity` bytes; STATUS_BUFFER_OVERFLOW (0x80000005) with the whole size when it is longer.
Status query_value(RawHandle key, Name value, void *out, size_t capacity, size_t &size, uint32_t &type);

} // namespace tern::nt
