// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Who we are to NT, and objects that only we may open.
#pragma once
#include "core/result.h"
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

struct Sid {
  alignas(8) unsigned char bytes[68]; // SECURITY_MAX_SID_SIZE
  size_t size() const { return 8u + 4u * bytes[1]; }
  bool operator==(const Sid &) const;
};

Status current_user(Sid &);
// S-1-…; returns the length without the NUL, 0 when the buffer is too small.
size_t sid_text(const Sid &, char *buffer, size_t capacity);

// A security descriptor that gives everything to one SID and SYSTEM, and nothing to anybody else.
struct OwnerOnly {
  alignas(8) unsigned char bytes[40 + 8 + 2 * 80 + 68];
  void *get() { return bytes; }
};
bool make_owner_only(const Sid &, OwnerOnly &);

// The owner of an object; false when it may not be asked.
bool object_owner(RawHandle, Sid &);

// The session's directory of named objects (\Sessions\N\BaseNamedObjects), opened once.
RawHandle named_objects();
// That of all sessions (\BaseNamedObjects), opened once.
RawHandle global_objects();

} // namespace tern::nt
