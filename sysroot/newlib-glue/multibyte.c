// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The double-byte charsets of setlocale(): newlib has no tables for them where
// wchar_t is UTF-16, so characters are converted by Windows' code pages. This
// file knows which bytes form a character.
#include <errno.h>
#include <reent.h>
#include <string.h>
#include <wchar.h>

#include "nls.h"

struct charset {
  unsigned codepage;
  // The length of the character that begins with these `n` bytes, as far as
  // they tell (so at most n + 1), or 0 if no character begins so.
  int (*length)(const unsigned char *bytes, int n);
};

static int between(unsigned char c, int low, int high) { return c >= low && c <= high; }

static int length_of_two(const unsigned char *b, int n, int lead_low, int lead_high, int trail_low) {
  if (!between(b[0], lead_low, lead_high))
    return 0;
  return n < 2 || (between(b[1], trail_low, 0xfe) && b[1] != 0x7f) ? 2 : 0;
}

static int gbk_length(const unsigned char *b, int n) { return length_of_two(b, n, 0x81, 0xfe, 0x40); }
static int big5_length(const unsigned char *b, int n) { return length_of_two(b, n, 0x81, 0xfe, 0x40); }
static int kr_length(const unsigned char *b, int n) { return length_of_two(b, n, 0x81, 0xfe, 0x41); }

static int sjis_length(const unsigned char *b, int n) {
  if (between(b[0], 0xa1, 0xdf))
    return 1;
  return between(b[0], 0x81, 0x9f) || between(b[0], 0xe0, 0xfc) ? length_of_two(b, n, 0x81, 0xfc, 0x40) : 0;
}

static int eucjp_length(const unsigned char *b, int n) {
  for (int i = 1; i < n; ++i)
    if (!between(b[i], 0xa1, 0xfe))
      return 0;
  if (b[0] == 0x8f)
    return 3;
  return b[0] == 0x8e || between(b[0], 0xa1, 0xfe) ? 2 : 0;
}

static int gb18030_length(const unsigned char *b, int n) {
  if (!between(b[0], 0x81, 0xfe))
    return 0;
  if (n < 2 || !between(b[1], 0x30, 0x39))
    return length_of_two(b, n, 0x81, 0xfe, 0x40);
  if (n > 2 && !between(b[2], 0x81, 0xfe))
    return 0;
  return n > 3 && !between(b[3], 0x30, 0x39) ? 0 : 4;
}

static const struct charset kGbk = {936, gbk_length};
static const struct charset kBig5 = {950, big5_length};
static const struct charset kKr = {949, kr_length};
static const struct charset kSjis = {932, sjis_length};
static const struct charset kEucJp = {20932, eucjp_length};
static const struct charset kGb18030 = {54936, gb18030_length};

// Code page 20932 has JIS X 0212 as two bytes, the second without its top bit,
// where EUC-JP has 8F and two bytes.
static int decode(const struct charset *set, const unsigned char *b, int n, wchar_t out[2]) {
  if (set == &kEucJp && n == 3) {
    const char two[2] = {(char)b[1], (char)(b[2] & 0x7f)};
    return tern_nls_decode(set->codepage, two, 2, out);
  }
  return tern_nls_decode(set->codepage, (const char *)b, n, out);
}

static int encode(const struct charset *set, const wchar_t *units, int n, char out[8]) {
  int length = tern_nls_encode(set->codepage, units, n, out);
  if (set == &kEucJp && length == 2 && (out[0] & 0x80) && !(out[1] & 0x80)) {
    out[2] = out[1] | (char)0x80;
    out[1] = out[0];
    out[0] = (char)0x8f;
    return 3;
  }
  return length;
}

// mbrtowc() for one charset; state->__count bytes of a character are kept in the
// state. A character beyond the basic plane (GB18030 only) is refused: its two
// UTF-16 units would have to be returned for one step of the input each.
static int to_wide(const struct charset *set, struct _reent *r, wchar_t *pwc, const char *s, size_t n,
                   mbstate_t *state) {
  wchar_t ignored;
  if (!pwc)
    pwc = &ignored;
  if (!s)
    return 0;
  if (n == 0)
    return -2;

  unsigned char bytes[4];
  int have = state->__count, used = 0, length = 1;
  memcpy(bytes, state->__value.__wchb, (size_t)have);
  do {
    if ((size_t)used == n) {
      memcpy(state->__value.__wchb, bytes, (size_t)have);
      state->__count = have;
      return -2;
    }
    bytes[have++] = (unsigned char)s[used++];
    length = bytes[0] < 0x80 ? 1 : set->length(bytes, have);
  } while (length > have);

  state->__count = 0;
  if (length == 1 && bytes[0] < 0x80) {
    *pwc = bytes[0];
    return bytes[0] ? used : 0;
  }
  wchar_t units[2];
  if (!length || decode(set, bytes, have, units) != 1) {
    _REENT_ERRNO(r) = EILSEQ;
    return -1;
  }
  *pwc = units[0];
  return used;
}

// wcrtomb() for one charset. There is no shift state.
static int from_wide(const struct charset *set, struct _reent *r, char *s, wchar_t wc) {
  if (!s)
    return 0;
  if (wc < 0x80) {
    *s = (char)wc;
    return 1;
  }
  char bytes[8];
  int length = wc >= 0xd800 && wc < 0xe000 ? 0 : encode(set, &wc, 1, bytes);
  if (!length) {
    _REENT_ERRNO(r) = EILSEQ;
    return -1;
  }
  memcpy(s, bytes, (size_t)length);
  return length;
}

#define CHARSET(name, set)                                                                      \
  int __##name##_mbtowc(struct _reent *r, wchar_t *pwc, const char *s, size_t n, mbstate_t *st) { \
    return to_wide(&set, r, pwc, s, n, st);                                                     \
  }                                                                                             \
  int __##name##_wctomb(struct _reent *r, char *s, wchar_t wc, mbstate_t *st) {                 \
    (void)st;                                                                                   \
    return from_wide(&set, r, s, wc);                                                           \
  }

CHARSET(gbk, kGbk)
CHARSET(big5, kBig5)
CHARSET(kr, kKr)
CHARSET(sjis, kSjis)
CHARSET(eucjp, kEucJp)
CHARSET(gb18030, kGb18030)
