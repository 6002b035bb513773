// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Self-relative security descriptors (MS-DTYP 2.4.6) to data and back. Pure code, also built and fuzzed on Linux: nothing
// of what a volume or a server gives is trusted.
#include "nt/security.h"
#include "nt/file.h"

namespace tern::nt {

namespace {

struct Descriptor {
  uint8_t revision, unused;
  uint16_t control;
  uint32_t owner, group, sacl, dacl;
};
struct AclHead {
  uint8_t revision, unused;
  uint16_t size, count, unused2;
};
constexpr uint16_t kDaclPresent = 0x0004, kDaclProtected = 0x1000, kSelfRelative = 0x8000;

uint32_t map_generic(uint32_t mask) {
  uint32_t m = mask & 0x0fffffff;
  if (mask & 0x10000000) m |= kFileAll;
  if (mask & 0x80000000) m |= kFileRead;
  if (mask & 0x40000000) m |= kFileWrite;
  if (mask & 0x20000000) m |= kFileExecute;
  return m;
}

} // namespace

bool parse_sid(const unsigned char *base, size_t size, size_t at, SecurityId &out) {
  if (at > size || size - at < 8) return false;
  const unsigned char *s = base + at;
  if (s[0] != 1 || s[1] > 15 || size - at < 8u + 4u * s[1]) return false;
  out = {};
  __builtin_memcpy(&out, s, 8u + 4u * s[1]);
  return true;
}

bool parse_security(const void *descriptor, size_t size, Security &out) {
  auto *base = static_cast<const unsigned char *>(descriptor);
  if (size < sizeof(Descriptor)) return false;
  Descriptor sd;
  __builtin_memcpy(&sd, base, sizeof sd);
  out.owner = out.group = {};
  if (sd.owner && !parse_sid(base, size, sd.owner, out.owner)) return false;
  if (sd.group && !parse_sid(base, size, sd.group, out.group)) return false;
  out.has_dacl = (sd.control & kDaclPresent) && sd.dacl;
  out.is_protected = sd.control & kDaclProtected;
  out.count = 0;
  out.incomplete = false;
  if (!out.has_dacl) return true;
  size_t at = sd.dacl;
  if (at > size || size - at < sizeof(AclHead)) return false;
  AclHead acl;
  __builtin_memcpy(&acl, base + at, sizeof acl);
  size_t end = at + acl.size;
  if (end > size || acl.size < sizeof acl) return false;
  at += sizeof acl;
  for (unsigned i = 0; i < acl.count; i++) {
    if (end - at < 8) return false;
    uint16_t ace_size = static_cast<uint16_t>(base[at + 2] | base[at + 3] << 8);
    if (ace_size < 8 || ace_size > end - at) return false;
    if (base[at] > 1 || out.count == Security::kAces) { // not plain allow or deny: conditional entries, object entries
      out.incomplete = true;
    } else {
      Ace &a = out.aces[out.count];
      a.allow = base[at] == 0;
      a.flags = base[at + 1];
      uint32_t mask;
      __builtin_memcpy(&mask, base + at + 4, 4);
      a.mask = map_generic(mask);
      if (!parse_sid(base, at + ace_size, at + 8, a.sid)) return false;
      out.count++;
    }
    at += ace_size;
  }
  return true;
}

size_t build_security(const Security &in, uint32_t parts, void *out, size_t capacity) {
  auto *base = static_cast<unsigned char *>(out);
  Descriptor sd{};
  sd.revision = 1;
  sd.control = kSelfRelative;
  size_t at = sizeof sd;
  auto put = [&](const void *data, size_t n) {
    if (capacity < n || at > capacity - n) return false;
    __builtin_memcpy(base + at, data, n);
    at += n;
    return true;
  };
  if (capacity < sizeof sd) return 0;
  if ((parts & kOwnerPart) && in.owner) {
    sd.owner = static_cast<uint32_t>(at);
    if (!put(&in.owner, in.owner.size())) return 0;
  }
  if ((parts & kGroupPart) && in.group) {
    sd.group = static_cast<uint32_t>(at);
    if (!put(&in.group, in.group.size())) return 0;
  }
  if (parts & kDaclPart) {
    sd.control |= kDaclPresent | (in.is_protected ? kDaclProtected : 0);
    sd.dacl = static_cast<uint32_t>(at);
    AclHead acl{};
    acl.revision = 2;
    acl.count = static_cast<uint16_t>(in.count);
    size_t acl_size = sizeof acl;
    for (size_t i = 0; i < in.count; i++) acl_size += 8 + in.aces[i].sid.size();
    if (acl_size > 0xffff) return 0;
    acl.size = static_cast<uint16_t>(acl_size);
    if (!put(&acl, sizeof acl)) return 0;
    for (size_t i = 0; i < in.count; i++) {
      auto &a = in.aces[i];
      uint16_t ace_size = static_cast<uint16_t>(8 + a.sid.size());
      unsigned char header[8] = {static_cast<unsigned char>(!a.allow), a.flags, static_cast<unsigned char>(ace_size), static_cast<unsigned char>(ace_size >> 8)};
      __builtin_memcpy(header + 4, &a.mask, 4);
      if (!put(header, 8) || !put(&a.sid, a.sid.size())) return 0;
    }
  }
  __builtin_memcpy(base, &sd, sizeof sd);
  return at;
}

} // namespace tern::nt
