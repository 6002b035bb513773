/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The IPv6 part of <netinet/in.h>, which includes it (RFC 3493, RFC 3542). */
#include <netinet/in.h>
#ifndef _NETINET_IN6_H
#define _NETINET_IN6_H

#define INET6_ADDRSTRLEN 46

#ifndef _WINSOCK2API_
struct in6_addr
{
  union
  {
    uint8_t __s6_addr[16];
    uint16_t __s6_addr16[8];
    uint32_t __s6_addr32[4];
  } __u6;
#define s6_addr __u6.__s6_addr
#define s6_addr16 __u6.__s6_addr16
#define s6_addr32 __u6.__s6_addr32
};

struct sockaddr_in6
{
  sa_family_t sin6_family;
  in_port_t sin6_port;
  uint32_t sin6_flowinfo;
  struct in6_addr sin6_addr;
  uint32_t sin6_scope_id;
};

struct ipv6_mreq
{
  struct in6_addr ipv6mr_multiaddr;
  unsigned int ipv6mr_interface;
};

struct in6_pktinfo
{
  struct in6_addr ipi6_addr;
  uint32_t ipi6_ifindex;
};

#define IN6ADDR_ANY_INIT { { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 } } }
#define IN6ADDR_LOOPBACK_INIT { { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } } }
extern const struct in6_addr in6addr_any;
extern const struct in6_addr in6addr_loopback;

/* Options at level IPPROTO_IPV6 (Windows' values). */
#define IPV6_HOPOPTS 1
#define IPV6_HDRINCL 2
#define IPV6_UNICAST_HOPS 4
#define IPV6_MULTICAST_IF 9
#define IPV6_MULTICAST_HOPS 10
#define IPV6_MULTICAST_LOOP 11
#define IPV6_JOIN_GROUP 12
#define IPV6_LEAVE_GROUP 13
#define IPV6_ADD_MEMBERSHIP IPV6_JOIN_GROUP
#define IPV6_DROP_MEMBERSHIP IPV6_LEAVE_GROUP
#define IPV6_DONTFRAG 14
#define IPV6_PKTINFO 19
#define IPV6_RECVPKTINFO 19
#define IPV6_HOPLIMIT 21
#define IPV6_RECVHOPLIMIT 21
#define IPV6_CHECKSUM 26
#define IPV6_V6ONLY 27
#define IPV6_RTHDR 32
#define IPV6_RECVRTHDR 38
#define IPV6_TCLASS 39
#define IPV6_RECVTCLASS 40
#endif

#define __IN6_32(a, i) (((const uint32_t *) (const void *) (a))[i])
#define __IN6_8(a, i) (((const uint8_t *) (const void *) (a))[i])
#undef IN6_IS_ADDR_UNSPECIFIED
#undef IN6_IS_ADDR_LOOPBACK
#undef IN6_IS_ADDR_MULTICAST
#undef IN6_IS_ADDR_LINKLOCAL
#undef IN6_IS_ADDR_SITELOCAL
#undef IN6_IS_ADDR_V4MAPPED
#undef IN6_IS_ADDR_V4COMPAT
#undef IN6_IS_ADDR_MC_NODELOCAL
#undef IN6_IS_ADDR_MC_LINKLOCAL
#undef IN6_IS_ADDR_MC_SITELOCAL
#undef IN6_IS_ADDR_MC_ORGLOCAL
#undef IN6_IS_ADDR_MC_GLOBAL
#define IN6_IS_ADDR_UNSPECIFIED(a) (__IN6_32 (a, 0) == 0 && __IN6_32 (a, 1) == 0 && __IN6_32 (a, 2) == 0 && __IN6_32 (a, 3) == 0)
#define IN6_IS_ADDR_LOOPBACK(a) \
  (__IN6_32 (a, 0) == 0 && __IN6_32 (a, 1) == 0 && __IN6_32 (a, 2) == 0 && __IN6_32 (a, 3) == 0x01000000)
#define IN6_IS_ADDR_MULTICAST(a) (__IN6_8 (a, 0) == 0xff)
#define IN6_IS_ADDR_LINKLOCAL(a) (__IN6_8 (a, 0) == 0xfe && (__IN6_8 (a, 1) & 0xc0) == 0x80)
#define IN6_IS_ADDR_SITELOCAL(a) (__IN6_8 (a, 0) == 0xfe && (__IN6_8 (a, 1) & 0xc0) == 0xc0)
#define IN6_IS_ADDR_V4MAPPED(a) (__IN6_32 (a, 0) == 0 && __IN6_32 (a, 1) == 0 && __IN6_32 (a, 2) == 0xffff0000)
#define IN6_IS_ADDR_V4COMPAT(a) \
  (__IN6_32 (a, 0) == 0 && __IN6_32 (a, 1) == 0 && __IN6_32 (a, 2) == 0 && __IN6_32 (a, 3) != 0 \
   && __IN6_32 (a, 3) != 0x01000000)
#define IN6_IS_ADDR_MC_NODELOCAL(a) (IN6_IS_ADDR_MULTICAST (a) && (__IN6_8 (a, 1) & 0x0f) == 0x01)
#define IN6_IS_ADDR_MC_LINKLOCAL(a) (IN6_IS_ADDR_MULTICAST (a) && (__IN6_8 (a, 1) & 0x0f) == 0x02)
#define IN6_IS_ADDR_MC_SITELOCAL(a) (IN6_IS_ADDR_MULTICAST (a) && (__IN6_8 (a, 1) & 0x0f) == 0x05)
#define IN6_IS_ADDR_MC_ORGLOCAL(a) (IN6_IS_ADDR_MULTICAST (a) && (__IN6_8 (a, 1) & 0x0f) == 0x08)
#define IN6_IS_ADDR_MC_GLOBAL(a) (IN6_IS_ADDR_MULTICAST (a) && (__IN6_8 (a, 1) & 0x0f) == 0x0e)
#define IN6_ARE_ADDR_EQUAL(a, b) \
  (__IN6_32 (a, 0) == __IN6_32 (b, 0) && __IN6_32 (a, 1) == __IN6_32 (b, 1) && __IN6_32 (a, 2) == __IN6_32 (b, 2) \
   && __IN6_32 (a, 3) == __IN6_32 (b, 3))

#if __BSD_VISIBLE
/* BSD: bind a socket to a free port below 1024. */
int bindresvport (int, struct sockaddr_in *);
int bindresvport_sa (int, struct sockaddr *);
#endif

#endif
