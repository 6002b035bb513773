// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <uchar.h>, C23: conversions between the locale's multibyte characters and UTF-8, UTF-16, UTF-32. wchar_t is UTF-16
// here, so they stand on mbrtowc and wcrtomb, which take and give surrogate pairs in two steps. The UTF-8
// functions keep what waits between two calls in the mbstate_t in a form of their own.
#include "core/sections.h"
#include <errno.h>
#include <string.h>
#include <uchar.h>
#include <wchar.h>

namespace {

constexpr size_t kIllegal = static_cast<size_t>(-1), kIncomplete = static_cast<size_t>(-2), kStored = static_cast<size_t>(-3);

// One UTF-32 character from UTF-8 bytes; used: bytes, 0 incomplete, -1 illegal.
int decode(const unsigned char *s, size_t n, char32_t &c) {
  if (n == 0) return 0;
  int need = s[0] < 0x80 ? 1 : s[0] >= 0xc2 && s[0] < 0xe0 ? 2 : (s[0] & 0xf0) == 0xe0 ? 3 : s[0] >= 0xf0 && s[0] < 0xf5 ? 4 : -1;
  if (need < 0) return -1;
  c = need == 1 ? s[0] : s[0] & (0xff >> (need + 1));
  for (int i = 1; i < need; i++) {
    if (static_cast<size_t>(i) >= n) return 0;
    if ((s[i] & 0xc0) != 0x80) return -1;
    c = c << 6 | (s[i] & 0x3f);
  }
  if ((need == 3 && (c < 0x800 || (c >= 0xd800 && c < 0xe000))) || (need == 4 && (c < 0x10000 || c > 0x10ffff))) return -1;
  return need;
}

int encode(char32_t c, char *s) {
  if (c < 0x80) return s[0] = static_cast<char>(c), 1;
  if (c < 0x800) return s[0] = static_cast<char>(0xc0 | c >> 6), s[1] = static_cast<char>(0x80 | (c & 0x3f)), 2;
  if (c >= 0xd800 && c < 0xe000) return -1;
  if (c < 0x10000)
    return s[0] = static_cast<char>(0xe0 | c >> 12), s[1] = static_cast<char>(0x80 | (c >> 6 & 0x3f)), s[2] = static_cast<char>(0x80 | (c & 0x3f)), 3;
  if (c > 0x10ffff) return -1;
  return s[0] = static_cast<char>(0xf0 | c >> 18), s[1] = static_cast<char>(0x80 | (c >> 12 & 0x3f)),
         s[2] = static_cast<char>(0x80 | (c >> 6 & 0x3f)), s[3] = static_cast<char>(0x80 | (c & 0x3f)), 4;
}

} // namespace

TERN_EXPORT size_t mbrtoc32(char32_t *__restrict to, const char *__restrict s, size_t n, mbstate_t *__restrict state) {
  static mbstate_t own;
  if (!state) state = &own;
  if (!s) return mbrtoc32(nullptr, "", 1, state);
  wchar_t high;
  size_t used = mbrtowc(&high, s, n, state);
  if (used >= kIncomplete) return used;
  char32_t c = static_cast<char16_t>(high);
  if ((c & 0xfc00) == 0xd800) { // the pair's second half needs no further input, or the bytes that newlib left
    wchar_t low;
    size_t more = mbrtowc(&low, s + used, n - used, state);
    if (more >= kIncomplete) return more;
    used += more;
    c = 0x10000 + ((c & 0x3ff) << 10 | (static_cast<char16_t>(low) & 0x3ff));
  }
  if (to) *to = c;
  return used;
}

TERN_EXPORT size_t c32rtomb(char *__restrict s, char32_t c, mbstate_t *__restrict state) {
  static mbstate_t own;
  if (!state) state = &own;
  if (!s) return wcrtomb(nullptr, 0, state);
  if ((c >= 0xd800 && c < 0xe000) || c > 0x10ffff) {
    errno = EILSEQ;
    return kIllegal;
  }
  if (c < 0x10000) return wcrtomb(s, static_cast<wchar_t>(c), state);
  size_t first = wcrtomb(s, static_cast<wchar_t>(0xd7c0 + (c >> 10)), state);
  if (first == kIllegal) return first;
  size_t second = wcrtomb(s + first, static_cast<wchar_t>(0xdc00 | (c & 0x3ff)), state);
  return second == kIllegal ? second : first + second;
}

TERN_EXPORT size_t mbrtoc16(char16_t *__restrict to, const char *__restrict s, size_t n, mbstate_t *__restrict state) {
  static mbstate_t own;
  if (!state) state = &own;
  if (!s) return mbrtoc16(nullptr, "", 1, state);
  wchar_t w;
  // newlib's mbrtowc gives a pair's low half on a second call that consumes nothing.
  size_t used = mbrtowc(&w, s, n, state);
  if (used >= kIncomplete) return used;
  if (to) *to = static_cast<char16_t>(w);
  return used == 0 && w != 0 ? kStored : used;
}

TERN_EXPORT size_t c16rtomb(char *__restrict s, char16_t c, mbstate_t *__restrict state) {
  static mbstate_t own;
  return wcrtomb(s, static_cast<wchar_t>(c), state ? state : &own);
}

// UTF-8 code units: the state holds the bytes of a character that are still to be given or taken.
namespace {
struct Utf8State {
  unsigned char count, bytes[7];
};
static_assert(sizeof(Utf8State) <= sizeof(mbstate_t));
} // namespace

TERN_EXPORT size_t mbrtoc8(char8_t *__restrict to, const char *__restrict s, size_t n, mbstate_t *__restrict state) {
  static mbstate_t own;
  if (!state) state = &own;
  Utf8State u;
  memcpy(&u, state, sizeof u);
  if (u.count && (u.bytes[6] & 0x80)) { // bytes to give
    if (to) *to = u.bytes[0];
    memmove(u.bytes, u.bytes + 1, 3);
    if (--u.count == 0) u = {};
    memcpy(state, &u, sizeof u);
    return kStored;
  }
  if (!s) return mbrtoc8(nullptr, "", 1, state);
  mbstate_t plain{};
  char32_t c;
  size_t used = mbrtoc32(&c, s, n, &plain);
  if (used >= kIncomplete) return used;
  char bytes[4];
  int length = encode(c, bytes);
  if (length < 0) return errno = EILSEQ, kIllegal;
  if (to) *to = static_cast<char8_t>(bytes[0]);
  u = {};
  u.count = static_cast<unsigned char>(length - 1);
  memcpy(u.bytes, bytes + 1, u.count);
  if (u.count) u.bytes[6] = 0x80;
  memcpy(state, &u, sizeof u);
  return used;
}

TERN_EXPORT size_t c8rtomb(char *__restrict s, char8_t c, mbstate_t *__restrict state) {
  static mbstate_t own;
  if (!state) state = &own;
  if (!s) return memset(state, 0, sizeof *state), 1;
  Utf8State u;
  memcpy(&u, state, sizeof u);
  u.bytes[u.count++] = c;
  char32_t whole;
  int used = decode(u.bytes, u.count, whole);
  if (used < 0 || (used == 0 && u.count >= 4)) {
    memset(state, 0, sizeof *state);
    errno = EILSEQ;
    return kIllegal;
  }
  if (used == 0) return memcpy(state, &u, sizeof u), 0;
  memset(state, 0, sizeof *state);
  mbstate_t plain{};
  return c32rtomb(s, whole, &plain);
}
