// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/name_map.h"

namespace tern::fs {

constinit NameRules g_name_rules;

namespace {

constexpr char16_t kPrivate = 0xF000;

// Decodes one character of UTF-8 at s (n > 0 bytes left). Returns its length, 0 when it is no UTF-8. Surrogates are
// let through: a lone one is how a broken NT name looks in bytes.
size_t decode(const unsigned char *s, size_t n, uint32_t &c) {
  if (s[0] < 0x80) return c = s[0], 1;
  size_t need = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
  if (s[0] < 0xC2 || s[0] > 0xF4 || n < need) return 0;
  c = s[0] & (0x7Fu >> need);
  for (size_t i = 1; i < need; i++) {
    if ((s[i] & 0xC0) != 0x80) return 0;
    c = c << 6 | (s[i] & 0x3F);
  }
  if ((need == 3 && c < 0x800) || (need == 4 && (c < 0x10000 || c > 0x10FFFF))) return 0;
  return need;
}

size_t encode(uint32_t c, char *out) {
  if (c < 0x80) return out[0] = static_cast<char>(c), 1;
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = n; --i;) {
    out[i] = static_cast<char>(0x80 | (c & 0x3F));
    c >>= 6;
  }
  out[0] = static_cast<char>((0xF00u >> n) | c);
  return n;
}

bool is_high(uint32_t c) { return c - 0xD800 < 0x400; }
bool is_low(uint32_t c) { return c - 0xDC00 < 0x400; }

bool refused(unsigned char c, const NameRules &r) {
  if (c < 0x20) return c != 0;
  switch (c) {
  case '"': case '*': case '<': case '>': case '?': case '|': return true;
  case ':': return r.map_colon;
  default: return false;
  }
}

// Private-use units that to_native() makes of single characters and bytes, so that to_posix() undoes them.
bool is_mapped(char16_t u, bool trailing, const NameRules &r) {
  if ((u & 0xFF00) != kPrivate) return false;
  unsigned char c = static_cast<unsigned char>(u);
  if (c >= 0x80) return true;
  if (c == '.' || c == ' ') return trailing && r.map_trailing;
  return refused(c, r);
}

// Is everything from here to the end of the component dots and blanks (mapped or not)?
bool trailing_from(const unsigned char *s, size_t n) {
  size_t i = 0;
  while (i < n && (s[i] == '.' || s[i] == ' ')) i++;
  return i == n || s[i] == '/';
}
bool trailing_from(const char16_t *s, size_t n) {
  size_t i = 0;
  while (i < n && (s[i] == '.' || s[i] == ' ' || s[i] == (kPrivate | '.') || s[i] == (kPrivate | ' '))) i++;
  return i == n || s[i] == '\\';
}
// "." and ".." are never mapped.
bool is_dots(const unsigned char *s, size_t at, size_t n) {
  size_t begin = at, end = at;
  while (begin && s[begin - 1] != '/') begin--;
  while (end < n && s[end] != '/') end++;
  return (end - begin == 1 && s[begin] == '.') || (end - begin == 2 && s[begin] == '.' && s[begin + 1] == '.');
}

struct Units {
  char16_t *out;
  size_t capacity, n = 0;
  bool full = false;
  void put(char16_t u) {
    if (n < capacity) out[n++] = u;
    else full = true;
  }
  void put_character(uint32_t c) {
    if (c >= 0x10000) put(static_cast<char16_t>(0xD7C0 + (c >> 10))), put(static_cast<char16_t>(0xDC00 + (c & 0x3FF)));
    else put(static_cast<char16_t>(c));
  }
  size_t result() const { return full ? SIZE_MAX : n; }
};

struct Bytes {
  char *out;
  size_t capacity, n = 0;
  bool full = false;
  void put_character(uint32_t c) {
    char b[4];
    size_t k = encode(c, b);
    if (k > capacity - n) {
      full = true;
      return;
    }
    for (size_t i = 0; i < k; i++) out[n++] = b[i];
  }
  void put_byte(unsigned char b) {
    if (n < capacity) out[n++] = static_cast<char>(b);
    else full = true;
  }
  size_t result() const { return full ? SIZE_MAX : n; }
};

size_t convert_to_native(const char *text, size_t length, char16_t *out, size_t capacity, const NameRules &rules) {
  auto *s = reinterpret_cast<const unsigned char *>(text);
  Units u{out, capacity};
  bool after_high = false; // the last unit was a lone high surrogate
  for (size_t i = 0; i < length;) {
    unsigned char b = s[i];
    if (b < 0x80) {
      after_high = false;
      i++;
      if (b == '/') u.put(u'\\');
      else if (refused(b, rules)) u.put(kPrivate | b);
      else if ((b == '.' || b == ' ') && rules.map_trailing && trailing_from(s + i, length - i) && !is_dots(s, i - 1, length))
        u.put(kPrivate | b);
      else if (b == '\\') u.put(kPrivate | b);
      else u.put(b);
      continue;
    }
    uint32_t c;
    size_t k = decode(s + i, length - i, c);
    // A character that to_posix() would take for a mapped one goes byte by byte, and so does a pair written as two.
    bool literal = k && !(k == 3 && (c & 0xFF00) == kPrivate) && !(is_low(c) && after_high);
    if (k == 3 && !literal && !is_low(c)) {
      bool trailing = trailing_from(s + i + 3, length - i - 3);
      literal = !(is_mapped(static_cast<char16_t>(c), trailing, rules) || c == (kPrivate | '\\'));
    }
    if (literal) {
      u.put_character(c);
      after_high = is_high(c);
      i += k;
    } else {
      size_t bytes = k ? k : 1;
      for (size_t j = 0; j < bytes; j++) u.put(kPrivate | s[i + j]);
      after_high = false;
      i += bytes;
    }
  }
  return u.result();
}

size_t convert_to_posix(const char16_t *s, size_t length, char *out, size_t capacity, const NameRules &rules) {
  Bytes b{out, capacity};
  for (size_t i = 0; i < length; i++) {
    char16_t u = s[i];
    if (is_high(u) && i + 1 < length && is_low(s[i + 1])) {
      b.put_character(0x10000 + ((u - 0xD800u) << 10) + (s[i + 1] - 0xDC00u));
      i++;
    } else if (u == '\\') {
      b.put_byte('/');
    } else if ((u & 0xFF00) == kPrivate &&
               (is_mapped(u, trailing_from(s + i + 1, length - i - 1), rules) || u == (kPrivate | '\\'))) {
      b.put_byte(static_cast<unsigned char>(u));
    } else {
      b.put_character(u);
    }
  }
  return b.result();
}

} // namespace

size_t to_native(const char *text, size_t length, char16_t *out, size_t capacity, const NameRules &r) {
  return convert_to_native(text, length, out, capacity, r);
}
size_t to_posix(const char16_t *text, size_t length, char *out, size_t capacity, const NameRules &r) {
  return convert_to_posix(text, length, out, capacity, r);
}
} // namespace tern::fs
