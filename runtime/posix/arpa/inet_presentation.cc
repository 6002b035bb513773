// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// inet_ntop and inet_pton: POSIX XSH inet_ntop; text forms of RFC 4291 2.2, written as RFC 5952 says.
#include "core/sections.h"
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

namespace {

// Exactly four decimal numbers without leading zeros.
bool read_ipv4(const char *text, unsigned char *bytes) {
  for (int i = 0; i < 4; i++) {
    unsigned value = 0;
    int digits = 0;
    for (; isdigit(static_cast<unsigned char>(*text)); text++, digits++) {
      if (digits == 3 || (digits && value == 0)) return false;
      value = value * 10 + static_cast<unsigned>(*text - '0');
    }
    if (!digits || value > 255) return false;
    bytes[i] = static_cast<unsigned char>(value);
    if (*text++ != (i < 3 ? '.' : '\0')) return false;
  }
  return true;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool read_ipv6(const char *text, unsigned char *bytes) {
  unsigned char out[16] = {};
  int at = 0, gap = -1;
  if (text[0] == ':') {
    if (text[1] != ':') return false;
    text += 2;
    gap = 0;
  }
  while (*text) {
    unsigned value = 0;
    int digits = 0;
    const char *group = text;
    for (int d; (d = hex_value(*text)) >= 0; text++, digits++) {
      if (digits == 4) return false;
      value = value << 4 | static_cast<unsigned>(d);
    }
    if (*text == '.') { // the last 32 bits as IPv4
      if (at > 12 || !read_ipv4(group, out + at)) return false;
      at += 4;
      break;
    }
    if (!digits || at > 14) return false;
    out[at++] = static_cast<unsigned char>(value >> 8);
    out[at++] = static_cast<unsigned char>(value);
    if (!*text) break;
    if (*text++ != ':') return false;
    if (*text == ':') {
      if (gap >= 0) return false;
      gap = at;
      text++;
    } else if (!*text) {
      return false;
    }
  }
  if (gap < 0 ? at != 16 : at > 14) return false;
  if (gap >= 0) {
    memmove(out + 16 - (at - gap), out + gap, static_cast<size_t>(at - gap));
    memset(out + gap, 0, static_cast<size_t>(16 - at));
  }
  memcpy(bytes, out, sizeof out);
  return true;
}

// The longest run of at least two zero groups, the first of equals, becomes "::".
void write_ipv6(const unsigned char *bytes, char *text) {
  unsigned group[8];
  for (int i = 0; i < 8; i++) group[i] = static_cast<unsigned>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
  int best = -1, best_length = 1;
  for (int i = 0; i < 8; i++) {
    int length = 0;
    while (i + length < 8 && group[i + length] == 0) length++;
    if (length > best_length) best = i, best_length = length;
  }
  bool mapped = best == 0 && (best_length == 6 || (best_length == 5 && group[5] == 0xffff));
  for (int i = 0; i < 8;) {
    if (i == best) {
      text += sprintf(text, "::");
      i += best_length;
      continue;
    }
    if (i && i != best + best_length) *text++ = ':';
    if (mapped && i == 6) {
      sprintf(text, "%u.%u.%u.%u", bytes[12], bytes[13], bytes[14], bytes[15]);
      return;
    }
    text += sprintf(text, "%x", group[i++]);
  }
  *text = 0;
}

} // namespace

// Null and errno: EAFNOSUPPORT, ENOSPC (buffer too small). size counts bytes. Async-signal-safe is not promised.
TERN_EXPORT const char *inet_ntop(int family, const void *address, char *buffer, socklen_t size) {
  char text[INET6_ADDRSTRLEN];
  auto *bytes = static_cast<const unsigned char *>(address);
  if (family == AF_INET) {
    snprintf(text, sizeof text, "%u.%u.%u.%u", bytes[0], bytes[1], bytes[2], bytes[3]);
  } else if (family == AF_INET6) {
    write_ipv6(bytes, text);
  } else {
    errno = EAFNOSUPPORT;
    return nullptr;
  }
  size_t length = strlen(text) + 1;
  if (length > size) {
    errno = ENOSPC;
    return nullptr;
  }
  return static_cast<const char *>(memcpy(buffer, text, length));
}

// 1, 0 when the text is no address of the family, -1 and EAFNOSUPPORT.
TERN_EXPORT int inet_pton(int family, const char *text, void *address) {
  auto *bytes = static_cast<unsigned char *>(address);
  if (family == AF_INET) {
    unsigned char out[4];
    if (!read_ipv4(text, out)) return 0;
    memcpy(bytes, out, sizeof out);
    return 1;
  }
  if (family == AF_INET6) return read_ipv6(text, bytes);
  errno = EAFNOSUPPORT;
  return -1;
}
