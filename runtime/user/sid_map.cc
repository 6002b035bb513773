// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "user/sid_map.h"

namespace tern::user {

uint32_t id_of(const nt::SecurityId &s) {
  if (!s.count) return kUnknownId;
  for (int i = 0; i < 5; i++)
    if (s.authority[i]) return kUnknownId;
  uint32_t authority = s.authority[5], first = s.sub[0], last = s.sub[s.count - 1];
  if (authority == 5) {
    if (s.count == 1) return first;
    if (first == 32 && s.count == 2) return last;
    if (first == 21 && s.count == 5) return kLocalOffset + last;
    if (s.count == 2) return 0x1000 * (first & 0xff) + (last & 0xffff);
    return 0x60000 + (last & 0xffff);
  }
  if (authority == 16) return 0x60000 + last; // integrity levels
  if (authority == 22 && s.count == 2) return 0xff000000 + (last & 0xffffff);
  return 0x10000 + 0x100 * authority + (last & 0xff);
}

bool sid_of(uint32_t id, const nt::SecurityId &machine, nt::SecurityId &out) {
  out = {};
  if (id >= kLocalOffset && id < 0x60000 && machine.count == 5 && machine.sub[0] == 21) {
    out = machine;
    out.sub[4] = id - kLocalOffset;
    return true;
  }
  if (id >= 0x10000 && id < 0x11000) {
    out.count = 1;
    out.authority[5] = static_cast<uint8_t>((id - 0x10000) >> 8);
    out.sub[0] = id & 0xff;
    return true;
  }
  if (id >= 544 && id < 600) {
    out.count = 2, out.authority[5] = 5, out.sub[0] = 32, out.sub[1] = id;
    return true;
  }
  if (id && id < 256) {
    out = nt::make_sid(5, id);
    return true;
  }
  return false;
}

} // namespace tern::user
