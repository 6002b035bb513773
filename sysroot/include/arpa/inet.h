/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <arpa/inet.h>. */
#ifndef _ARPA_INET_H
#define _ARPA_INET_H

#include <sys/cdefs.h>
#include <netinet/in.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef _WINSOCK2API_
in_addr_t inet_addr (const char *);
char *inet_ntoa (struct in_addr);
const char *inet_ntop (int, const void *__restrict, char *__restrict, socklen_t);
int inet_pton (int, const char *__restrict, void *__restrict);
#endif

#if __MISC_VISIBLE
/* BSD. */
int inet_aton (const char *, struct in_addr *);
in_addr_t inet_lnaof (struct in_addr);
struct in_addr inet_makeaddr (in_addr_t, in_addr_t);
in_addr_t inet_netof (struct in_addr);
in_addr_t inet_network (const char *);
#endif

#ifdef __cplusplus
}
#endif

#endif
