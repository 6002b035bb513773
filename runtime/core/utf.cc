// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/utf.h"

namespace tern {

namespace {

bool continuation(unsigned char c) { return (c & 0xc0) == 0x80; }

// Decodes one character of `length` bytes at p; returns bytes used, 0 when p does not begin valid UTF-8. Three-byte
// surrogates are accepted (WTF-8), except those that stand for an invalid byte: they would not come back.
unsigned decode(const unsigned char *p, size_t length, uint32_t &c) {
  unsigned char b = p[0];
  if (b < 0x80) return c = b, 1;
  if (b >= 0xc2 && b < 0xe0 && length >= 2 && continuation(p[1])) return c = (b & 0x1fu) << 6 | (p[1] & 0x3fu), 2;
  if (b >= 0xe0 && b < 0xf0 && length >= 3 && continuation(p[1]) && continuation(p[2])) {
    c = (b & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
    return c < 0x800 || (c >= 0xdc80 && c <= 0xdcff) ? 0 : 3;
  }
  if (b >= 0xf0 && b < 0xf5 && length >= 4 && continuation(p[1]) && continuation(p[2]) && continuation(p[3])) {
    c = (b & 7u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
    return c < 0x10000 || c > 0x10ffff ? 0 : 4;
  }
  return 0;
}

unsigned encode(uint32_t c, char *to) {
  if (c < 0x80) return to[0] = static_cast<char>(c), 1;
  if (c < 0x800) return to[0] = static_cast<char>(0xc0 | c >> 6), to[1] = static_cast<char>(0x80 | (c & 0x3f)), 2;
  if (c < 0x10000)
    return to[0] = static_cast<char>(0xe0 | c >> 12), to[1] = static_cast<char>(0x80 | (c >> 6 & 0x3f)),
           to[2] = static_cast<char>(0x80 | (c & 0x3f)), 3;
  return to[0] = static_cast<char>(0xf0 | c >> 18), to[1] = static_cast<char>(0x80 | (c >> 12 & 0x3f)),
         to[2] = static_cast<char>(0x80 | (c >> 6 & 0x3f)), to[3] = static_cast<char>(0x80 | (c & 0x3f)), 4;
}

} // namespace

size_t utf8_to_utf16(const char *from, size_t length, char16_t *to, size_t capacity, size_t *needed) {
  auto *p = reinterpret_cast<const unsigned char *>(from);
  size_t i = 0, out = 0, total = 0;
  bool full = false;
  while (i < length) {
    uint32_t c = 0;
    unsigned used = decode(p + i, length - i, c);
    if (!used) c = 0xdc00u | p[i], used = 1;
    i += used;
    unsigned units = c >= 0x10000 ? 2 : 1;
    total += units;
    if (full || out + units > capacity) {
      full = true;
      continue;
    }
    if (units == 2) {
      to[out++] = static_cast<char16_t>(0xd7c0 + (c >> 10));
      to[out++] = static_cast<char16_t>(0xdc00 | (c & 0x3ff));
    } else {
      to[out++] = static_cast<char16_t>(c);
    }
  }
  if (needed) *needed = total;
  return out;
}

size_t utf16_to_utf8(const char16_t *from, size_t length, char *to, size_t capacity, size_t *needed) {
  size_t out = 0, total = 0;
  bool full = false;
  for (size_t i = 0; i < length; i++) {
    uint32_t c = from[i];
    char bytes[4];
    unsigned n;
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < length && (from[i + 1] & 0xfc00) == 0xdc00) {
      c = 0x10000 + ((c & 0x3ff) << 10 | (from[++i] & 0x3ffu));
      n = encode(c, bytes);
    } else if (c >= 0xdc80 && c <= 0xdcff) {
      bytes[0] = static_cast<char>(c & 0xff), n = 1;
    } else {
      n = encode(c, bytes);
    }
    total += n;
    if (full || out + n > capacity) {
      full = true;
      continue;
    }
    for (unsigned k = 0; k < n; k++) to[out++] = bytes[k];
  }
  if (needed) *needed = total;
  return out;
}

} // namespace tern
