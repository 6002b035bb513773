// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The formats of links. Pure code: nothing of what a file holds is trusted.
#include "fs/link_format.h"
#include "core/utf.h"
#include "fs/mount_table.h"
#include "fs/name_map.h"
#include <string.h>

namespace tern::fs {

static bool has_nul(const char *s, size_t n) { return memchr(s, 0, n) != nullptr; }

size_t parse_link_file(const unsigned char *data, size_t size, char *out, size_t capacity) {
  if (size <= kLinkCookieLength || memcmp(data, kLinkCookie, kLinkCookieLength)) return 0;
  data += kLinkCookieLength, size -= kLinkCookieLength;
  size_t n;
  if (size >= 2 && data[0] == 0xff && data[1] == 0xfe) { // UTF-16, as Cygwin writes
    char16_t text[kLinkTargetMax];
    size_t units = (size - 2) / 2;
    if (units >= kLinkTargetMax) return 0;
    memcpy(text, data + 2, units * 2);
    while (units && text[units - 1] == 0) units--;
    size_t needed;
    n = utf16_to_utf8(text, units, out, capacity - 1, &needed);
    if (n != needed) return 0;
  } else {
    n = size;
    while (n && data[n - 1] == 0) n--;
    if (n >= capacity) return 0;
    memcpy(out, data, n);
  }
  if (has_nul(out, n)) return 0;
  out[n] = 0;
  return n;
}

size_t make_link_file(const char *target, size_t length, unsigned char *out, size_t capacity) {
  memcpy(out, kLinkCookie, kLinkCookieLength);
  char16_t text[kLinkTargetMax];
  char back[kLinkTargetMax];
  size_t needed, units = utf8_to_utf16(target, length, text, kLinkTargetMax, &needed);
  size_t size = kLinkCookieLength + 2 + 2 * (units + 1);
  if (units != needed || size > capacity || length >= sizeof back) return 0;
  size_t n = utf16_to_utf8(text, units, back, sizeof back, &needed);
  bool marked = length >= 2 && static_cast<unsigned char>(target[0]) == 0xff && static_cast<unsigned char>(target[1]) == 0xfe;
  if ((n != length || needed != n || memcmp(back, target, n)) && !marked) {
    // Not UTF-8 in a way that UTF-16 could bring back: the bytes as they are.
    memcpy(out + kLinkCookieLength, target, length);
    return kLinkCookieLength + length;
  }
  out[kLinkCookieLength] = 0xff, out[kLinkCookieLength + 1] = 0xfe;
  memcpy(out + kLinkCookieLength + 2, text, units * 2);
  memset(out + kLinkCookieLength + 2 + units * 2, 0, 2);
  return size;
}

static uint16_t word(const unsigned char *p) { return static_cast<uint16_t>(p[0] | p[1] << 8); }
static uint32_t dword(const unsigned char *p) { return word(p) | static_cast<uint32_t>(word(p + 2)) << 16; }

size_t parse_reparse(const unsigned char *data, size_t size, char *out, size_t capacity) {
  if (size < 8) return 0;
  uint32_t tag = dword(data);
  size_t length = word(data + 4);
  if (length > size - 8) return 0;
  const unsigned char *body = data + 8;
  if (tag == kTagWslSymlink) {
    if (length <= 4 || length - 4 >= capacity) return 0;
    memcpy(out, body + 4, length - 4);
    out[length - 4] = 0;
    return has_nul(out, length - 4) ? 0 : length - 4;
  }
  size_t header = tag == kTagSymlink ? 12 : tag == kTagMountPoint ? 8 : 0;
  if (!header || length < header) return 0;
  bool relative = tag == kTagSymlink && (dword(body + 8) & 1);
  size_t from = word(body), bytes = word(body + 2);
  if (from > length - header || bytes > length - header - from || bytes % 2) return 0;
  char16_t text[kLinkTargetMax];
  size_t units = bytes / 2;
  if (units >= kLinkTargetMax) return 0;
  memcpy(text, body + header + from, bytes);
  // A volume that has no letter cannot be named as a POSIX path: then it is a directory, not a link.
  if (!relative && units > 11 && text[4] == 'V' && text[5] == 'o' && text[10] == '{') return 0;
  size_t n;
  if (relative) {
    n = to_posix(text, units, out, capacity - 1);
    if (n == SIZE_MAX) return 0;
  } else if (!mounts().to_posix(text, units, out, capacity, n)) {
    return 0;
  }
  if (has_nul(out, n)) return 0;
  out[n] = 0;
  return n;
}

// ---- shortcuts

static constexpr unsigned char kShortcutHead[20] = {0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46};

size_t parse_shortcut(const unsigned char *data, size_t size, char *out, size_t capacity) {
  if (size < 76 || memcmp(data, kShortcutHead, sizeof kShortcutHead)) return 0;
  uint32_t flags = dword(data + 20);
  size_t at = 76;
  if (flags & 1) { // an item list
    if (size - at < 2) return 0;
    at += 2 + word(data + at);
  }
  if (at <= size && (flags & 2)) { // link information
    if (size - at < 4) return 0;
    uint32_t n = dword(data + at);
    if (n < 4 || n > size - at) return 0;
    at += n;
  }
  if (!(flags & 4) || at > size || size - at < 2) return 0;
  size_t count = word(data + at), bytes = count * (flags & 0x80 ? 2 : 1);
  at += 2;
  if (!count || bytes > size - at) return 0;
  size_t n = count;
  if (flags & 0x80) {
    char16_t text[kLinkTargetMax];
    if (count >= kLinkTargetMax) return 0;
    memcpy(text, data + at, bytes);
    size_t needed;
    n = utf16_to_utf8(text, count, out, capacity - 1, &needed);
    if (n != needed) return 0;
  } else {
    if (n >= capacity) return 0;
    memcpy(out, data + at, n);
  }
  if (has_nul(out, n)) return 0;
  out[n] = 0;
  return n;
}

size_t make_shortcut(const char *target, size_t length, unsigned char *out, size_t capacity) {
  char16_t text[kLinkTargetMax];
  size_t needed, units = utf8_to_utf16(target, length, text, kLinkTargetMax, &needed);
  size_t size = 76 + 2 * (2 + units * 2);
  if (units != needed || size > capacity) return 0;
  memset(out, 0, size);
  memcpy(out, kShortcutHead, sizeof kShortcutHead);
  out[20] = 0x4 | 0x8 | 0x80; // description, relative path, UTF-16
  out[60] = 1;                // an ordinary window
  unsigned char *at = out + 76;
  for (int pass = 0; pass < 2; pass++) {
    at[0] = static_cast<unsigned char>(units), at[1] = static_cast<unsigned char>(units >> 8);
    memcpy(at + 2, text, units * 2);
    if (pass)
      for (size_t i = 0; i < units; i++)
        if (text[i] == '/') at[2 + 2 * i] = '\\';
    at += 2 + units * 2;
  }
  return size;
}

size_t make_reparse_symlink(const char16_t *target, size_t length, bool relative, unsigned char *out, size_t capacity) {
  // Substitute name, then print name (without the NT prefix).
  size_t skip = !relative && length > 4 ? 4 : 0, substitute = length * 2, print = (length - skip) * 2, body = 12 + substitute + print;
  if (8 + body > capacity || body > 0x3ff0) return 0;
  auto put16 = [&](size_t at, size_t v) { out[at] = static_cast<unsigned char>(v), out[at + 1] = static_cast<unsigned char>(v >> 8); };
  memset(out, 0, 20);
  put16(0, kTagSymlink & 0xffff), put16(2, kTagSymlink >> 16), put16(4, body);
  put16(8, 0), put16(10, substitute), put16(12, substitute), put16(14, print);
  out[16] = relative;
  memcpy(out + 20, target, substitute);
  memcpy(out + 20 + substitute, target + skip, print);
  return 8 + body;
}

static constexpr char kFifoCookie[] = "!<fifo>";
static constexpr size_t kFifoCookieLength = 7; // then the number, 16 digits, and a newline
static_assert(kFifoFileSize == kFifoCookieLength + 16 + 1);

bool parse_fifo_file(const unsigned char *data, size_t size, uint64_t &id) {
  if (size != kFifoFileSize || memcmp(data, kFifoCookie, kFifoCookieLength) || data[kFifoFileSize - 1] != '\n') return false;
  id = 0;
  for (size_t i = kFifoCookieLength; i < kFifoCookieLength + 16; ++i) {
    unsigned char c = data[i];
    if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) return false;
    id = id << 4 | static_cast<uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return true;
}

void make_fifo_file(uint64_t id, unsigned char (&out)[kFifoFileSize]) {
  memcpy(out, kFifoCookie, kFifoCookieLength);
  for (size_t i = 0; i < 16; ++i) out[kFifoCookieLength + i] = static_cast<unsigned char>("0123456789abcdef"[id >> (60 - 4 * i) & 15]);
  out[kFifoFileSize - 1] = '\n';
}

} // namespace tern::fs
