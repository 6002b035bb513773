// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// zoneinfo files: RFC 8536. The second, 64-bit block is read where there is one; leap seconds are not counted (POSIX).
#include "time/zone.h"
#include <stdlib.h>
#include <string.h>

namespace tern::time {

namespace {

uint32_t be32(const unsigned char *p) { return static_cast<uint32_t>(p[0]) << 24 | p[1] << 16 | p[2] << 8 | p[3]; }
int64_t be64(const unsigned char *p) { return static_cast<int64_t>(static_cast<uint64_t>(be32(p)) << 32 | be32(p + 4)); }

struct Header {
  uint32_t ut_indicators, standard_indicators, leaps, times, types, characters;
  size_t body(size_t time_size) const {
    return times * time_size + times + types * 6ul + characters + leaps * (time_size + 4) + standard_indicators + ut_indicators;
  }
};
constexpr size_t kHeader = 44;

bool read_header(const unsigned char *p, size_t left, Header &h, int &version) {
  if (left < kHeader || memcmp(p, "TZif", 4)) return false;
  version = p[4];
  h = {be32(p + 20), be32(p + 24), be32(p + 28), be32(p + 32), be32(p + 36), be32(p + 40)};
  return h.times <= 20000 && h.types >= 1 && h.types <= 256 && h.characters <= 4096 && h.leaps <= 1000 && h.ut_indicators <= 256 &&
         h.standard_indicators <= 256;
}

} // namespace

Zone *parse_tzif(const unsigned char *data, size_t size) {
  Header h;
  int version;
  if (!read_header(data, size, h, version)) return nullptr;
  const unsigned char *p = data + kHeader, *end = data + size;
  size_t time_size = 4;
  if (version >= '2') {
    if (static_cast<size_t>(end - p) < h.body(4)) return nullptr;
    p += h.body(4);
    if (!read_header(p, static_cast<size_t>(end - p), h, version)) return nullptr;
    p += kHeader;
    time_size = 8;
  }
  if (static_cast<size_t>(end - p) < h.body(time_size)) return nullptr;
  auto *z = static_cast<Zone *>(calloc(1, sizeof(Zone)));
  if (!z) return nullptr;
  z->at = static_cast<int64_t *>(malloc((h.times + 1) * sizeof(int64_t)));
  z->index = static_cast<uint8_t *>(malloc(h.times + 1));
  z->types = static_cast<LocalType *>(malloc(h.types * sizeof(LocalType)));
  if (!z->at || !z->index || !z->types) return free_zone(z), nullptr;
  z->count = h.times;
  z->type_count = h.types;
  const unsigned char *indices = p + h.times * time_size, *types = indices + h.times, *names = types + h.types * 6ul;
  for (uint32_t i = 0; i < h.times; ++i) {
    z->at[i] = time_size == 8 ? be64(p + i * 8ul) : static_cast<int32_t>(be32(p + i * 4ul));
    z->index[i] = indices[i];
    if (indices[i] >= h.types || (i && z->at[i] <= z->at[i - 1])) return free_zone(z), nullptr;
  }
  for (uint32_t i = 0; i < h.types; ++i) {
    const unsigned char *t = types + i * 6ul;
    if (t[5] >= h.characters) return free_zone(z), nullptr;
    auto *name = reinterpret_cast<const char *>(names) + t[5];
    z->types[i] = {static_cast<int32_t>(be32(t)), t[4] != 0, intern(name, strnlen(name, h.characters - t[5]))};
  }
  z->before = z->types[0];
  // The rule for the time after the last change is a line between two newlines.
  const unsigned char *footer = p + h.body(time_size);
  if (version >= '2' && footer < end && *footer == '\n') {
    const auto *close = static_cast<const unsigned char *>(memchr(footer + 1, '\n', static_cast<size_t>(end - footer - 1)));
    char text[128];
    size_t n = close ? static_cast<size_t>(close - footer - 1) : 0;
    if (n && n < sizeof text) {
      memcpy(text, footer + 1, n);
      text[n] = 0;
      z->has_rule = parse_rule(text, z->rule);
    }
  }
  return z;
}

} // namespace tern::time
