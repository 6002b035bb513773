// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Extended attributes of NT: names of up to 254 bytes without regard to case, values of up to 64 KB.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

Status set_ea(RawHandle, const char *name, size_t name_length, const void *value, size_t size); // size 0 removes
// The value of one attribute. STATUS_NONEXISTENT_EA_ENTRY (0xc0000051) when it is not there.
Status get_ea(RawHandle, const char *name, size_t name_length, void *value, size_t capacity, size_t &size);
// Calls visit(name, length) for each.
Status list_ea(RawHandle, bool (*visit)(void *, const char *, size_t), void *context);

} // namespace tern::nt
