// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <arpa/inet.h>: IPv4 addresses as dotted text with one to four parts, and BSD's class A/B/C functions.
#include "core/sections.h"
#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

namespace {

struct Parts {
  unsigned long value[4];
  int count = 0;
};

// Reads numbers in decimal, octal (0…) or hexadecimal (0x…) with dots between; the text ends there or with a blank.
bool read_parts(const char *text, Parts &parts) {
  for (;;) {
    if (parts.count == 4 || !isdigit(static_cast<unsigned char>(*text))) return false;
    char *end;
    unsigned long value = strtoul(text, &end, 0);
    if (value > 0xffffffff) return false;
    parts.value[parts.count++] = value;
    if (*end != '.') return *end == 0 || isspace(static_cast<unsigned char>(*end));
    text = end + 1;
  }
}

unsigned host_bits(uint32_t address) { return IN_CLASSA(address) ? 24 : IN_CLASSB(address) ? 16 : 8; }

} // namespace

// BSD. 1 and the address, or 0 when the text is none. "a.b" is a and 24 bits, "a.b.c" a, b and 16 bits.
TERN_EXPORT int inet_aton(const char *text, struct in_addr *address) {
  Parts parts;
  if (!read_parts(text, parts)) return 0;
  uint32_t value = 0;
  for (int i = 0; i < parts.count - 1; i++) {
    if (parts.value[i] > 255) return 0;
    value |= static_cast<uint32_t>(parts.value[i]) << (24 - 8 * i);
  }
  unsigned long last = parts.value[parts.count - 1];
  if (parts.count > 1 && last >> (8 * (5 - parts.count))) return 0;
  if (address) address->s_addr = __builtin_bswap32(value | static_cast<uint32_t>(last));
  return 1;
}

// POSIX XSH inet_addr: (in_addr_t)-1 when the text is no address, which is also 255.255.255.255.
TERN_EXPORT in_addr_t inet_addr(const char *text) {
  struct in_addr address;
  return inet_aton(text, &address) ? address.s_addr : INADDR_NONE;
}

// POSIX XSH inet_ntoa. The result is in a buffer of the calling thread, overwritten by its next call.
TERN_EXPORT char *inet_ntoa(struct in_addr address) {
  static thread_local char text[INET_ADDRSTRLEN];
  auto *byte = reinterpret_cast<const unsigned char *>(&address);
  snprintf(text, sizeof text, "%u.%u.%u.%u", byte[0], byte[1], byte[2], byte[3]);
  return text;
}

// BSD. A network number in host byte order, right-adjusted; INADDR_NONE when the text is none.
TERN_EXPORT in_addr_t inet_network(const char *text) {
  Parts parts;
  if (!read_parts(text, parts)) return INADDR_NONE;
  uint32_t value = 0;
  for (int i = 0; i < parts.count; i++) {
    if (parts.value[i] > 255) return INADDR_NONE;
    value = value << 8 | static_cast<uint32_t>(parts.value[i]);
  }
  return value;
}

TERN_EXPORT in_addr_t inet_lnaof(struct in_addr address) {
  uint32_t value = __builtin_bswap32(address.s_addr);
  return value & ((1u << host_bits(value)) - 1);
}

TERN_EXPORT in_addr_t inet_netof(struct in_addr address) {
  uint32_t value = __builtin_bswap32(address.s_addr);
  return value >> host_bits(value);
}

TERN_EXPORT struct in_addr inet_makeaddr(in_addr_t network, in_addr_t host) {
  unsigned bits = network < 128 ? 24 : network < 65536 ? 16 : network < 1u << 24 ? 8 : 0;
  uint32_t value = bits ? network << bits | (host & ((1u << bits) - 1)) : network | host;
  return {__builtin_bswap32(value)};
}
