// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Owners and access lists of NT objects as plain data; the token of this process.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

struct SecurityId { // layout of NT's own SID
  uint8_t revision = 1, count = 0;
  uint8_t authority[6] = {};
  uint32_t sub[15] = {};

  size_t size() const { return 8u + 4u * count; }
  bool operator==(const SecurityId &o) const {
    return count == o.count && __builtin_memcmp(authority, o.authority, 6) == 0 && __builtin_memcmp(sub, o.sub, 4u * count) == 0;
  }
  explicit operator bool() const { return count != 0; }
};
constexpr SecurityId make_sid(uint8_t authority, uint32_t a) {
  SecurityId s;
  s.count = 1, s.authority[5] = authority, s.sub[0] = a;
  return s;
}
constexpr SecurityId kEveryone = make_sid(1, 0), kSystemSid = make_sid(5, 18), kAuthenticatedUsers = make_sid(5, 11);

struct Ace {
  bool allow;
  uint8_t flags; // inheritance; kInherited
  uint32_t mask; // generic rights are mapped to file rights
  SecurityId sid;
};
constexpr uint8_t kObjectInherit = 1, kContainerInherit = 2, kNoPropagate = 4, kInheritOnly = 8, kInherited = 0x10;

struct Security {
  static constexpr size_t kAces = 64;
  SecurityId owner, group;
  bool has_dacl;      // false: everything is allowed
  bool is_protected;  // inherits nothing
  bool incomplete;    // it has entries that are not here (too many, or of other types): not to be written back
  size_t count;
  Ace aces[kAces];
};
enum SecurityPart : uint32_t { kOwnerPart = 1, kGroupPart = 2, kDaclPart = 4, kProtectedDacl = 0x80000000, kUnprotectedDacl = 0x20000000 };
Status query_security(RawHandle, Security &);
// Pure: the SID at `at`; false when it is broken or does not fit.
bool parse_sid(const unsigned char *base, size_t size, size_t at, SecurityId &);
// Pure: a self-relative descriptor to data; false when it is broken.
bool parse_security(const void *descriptor, size_t size, Security &);
// Pure: returns the size, 0 when `capacity` is too small. Parts that are not asked for are left out.
size_t build_security(const Security &, uint32_t parts, void *out, size_t capacity);
Status set_security(RawHandle, uint32_t parts, const void *descriptor);

// Of this process's token; read once.
const SecurityId &own_user();
const SecurityId &own_group();
bool own_groups_contain(const SecurityId &); // enabled groups
bool own_group_at(size_t index, SecurityId &); // false: no more

} // namespace tern::nt
