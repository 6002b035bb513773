/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <net/if.h>, and the interface requests of ioctl() as in BSD and Linux. */
#ifndef _NET_IF_H
#define _NET_IF_H

#include <sys/cdefs.h>
#include <sys/socket.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define IF_NAMESIZE 44 /* Windows' interface names are long */

struct if_nameindex
{
  unsigned int if_index;
  char *if_name;
};

void if_freenameindex (struct if_nameindex *);
char *if_indextoname (unsigned int, char *);
struct if_nameindex *if_nameindex (void);
unsigned int if_nametoindex (const char *);

#if __MISC_VISIBLE
#define IFNAMSIZ IF_NAMESIZE
#define IFHWADDRLEN 6

#ifndef _WINSOCK2API_
#define IFF_UP 0x1
#define IFF_BROADCAST 0x2
#define IFF_LOOPBACK 0x8
#define IFF_POINTOPOINT 0x10
#define IFF_MULTICAST 0x1000
#endif
#define IFF_NOTRAILERS 0x20
#define IFF_RUNNING 0x40
#define IFF_NOARP 0x80
#define IFF_PROMISC 0x100
#define IFF_LOWER_UP 0x10000
#define IFF_DORMANT 0x20000

struct ifreq
{
  char ifr_name[IFNAMSIZ];
  union
  {
    struct sockaddr ifru_addr;
    struct sockaddr ifru_dstaddr;
    struct sockaddr ifru_broadaddr;
    struct sockaddr ifru_netmask;
    struct sockaddr ifru_hwaddr;
    int ifru_flags;
    int ifru_metric;
    int ifru_mtu;
    int ifru_ifindex;
    unsigned long __ifru_reserved[4];
  } ifr_ifru;
};
#define ifr_addr ifr_ifru.ifru_addr
#define ifr_dstaddr ifr_ifru.ifru_dstaddr
#define ifr_broadaddr ifr_ifru.ifru_broadaddr
#define ifr_netmask ifr_ifru.ifru_netmask
#define ifr_hwaddr ifr_ifru.ifru_hwaddr
#define ifr_flags ifr_ifru.ifru_flags
#define ifr_metric ifr_ifru.ifru_metric
#define ifr_mtu ifr_ifru.ifru_mtu
#define ifr_ifindex ifr_ifru.ifru_ifindex

struct ifconf
{
  int ifc_len;
  union
  {
    char *ifcu_buf;
    struct ifreq *ifcu_req;
  } ifc_ifcu;
};
#define ifc_buf ifc_ifcu.ifcu_buf
#define ifc_req ifc_ifcu.ifcu_req
#endif

#ifdef __cplusplus
}
#endif

#endif
