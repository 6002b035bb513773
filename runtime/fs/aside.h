// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names out of the way: what POSIX removes at once while NT keeps it until the last close.
#pragma once
#include "fs/path.h"

namespace tern::fs {

bool is_aside_name(nt::Name); // one component; directory listings leave these out
// A name beside `name` that nobody uses. Its length; 0: too long.
size_t aside_name(nt::Name name, char16_t *out, size_t capacity);
// Renames the opened file to an unused name in the same directory.
nt::Status move_aside(nt::RawHandle, nt::Name name, char16_t *out, size_t capacity, size_t &length);
// Removes what the handle (with kDelete) has open by `name`; closes the handle where that is part of it.
nt::Status delete_opened(nt::Handle &, nt::Name name, const nt::FileFacts &);

} // namespace tern::fs
