// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// htonl and its relatives: POSIX XSH htonl. The headers have macros for C; these are for C++ and for pointers to them.
// All are async-signal-safe.
#include "core/sections.h"
#include <netinet/in.h>

#undef htonl
#undef htons
#undef ntohl
#undef ntohs

TERN_EXPORT uint32_t htonl(uint32_t x) { return __builtin_bswap32(x); }
TERN_EXPORT uint16_t htons(uint16_t x) { return __builtin_bswap16(x); }
TERN_EXPORT uint32_t ntohl(uint32_t x) { return __builtin_bswap32(x); }
TERN_EXPORT uint16_t ntohs(uint16_t x) { return __builtin_bswap16(x); }

extern "C" {
[[gnu::used]] extern const struct in6_addr in6addr_any = IN6ADDR_ANY_INIT;
[[gnu::used]] extern const struct in6_addr in6addr_loopback = IN6ADDR_LOOPBACK_INIT;
}
