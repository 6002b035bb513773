// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Changes in a directory, as NT tells them.
#pragma once
#include "nt/file.h"
#include "nt/pipe.h"

namespace tern::nt {

enum Notice : uint32_t { kFileNames = 0x1, kDirectoryNames = 0x2, kAttributes = 0x4, kSize = 0x8, kLastWrite = 0x10, kSecurityChange = 0x100 };
enum class Action : uint32_t { Added = 1, Removed = 2, Modified = 3, RenamedFrom = 4, RenamedTo = 5 };

// Asks for the next changes in the overlapped directory object: completes when there are some. The system keeps what happens
// between two calls. A status block and buffer must stay until then.
Status watch_directory(RawHandle directory, RawHandle event, IoStatus &, void *buffer, uint32_t size, uint32_t notices);
// Ends a pending call; the block tells when it has ended. False: there is none (its thread has ended).
bool cancel_watch(RawHandle directory, IoStatus &);

struct Change {
  Action action;
  Name name; // in the buffer
};
// The changes in a completed buffer of `size` bytes, one at each call; false at the end.
bool next_change(const unsigned char *buffer, size_t size, size_t &at, Change &);

} // namespace tern::nt
