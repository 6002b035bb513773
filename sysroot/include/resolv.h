/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD: the resolver. */
#ifndef _RESOLV_H
#define _RESOLV_H

#include <sys/cdefs.h>
#include <netinet/in.h>
#include <arpa/nameser.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define __RES 19991006
#define MAXNS 3
#define MAXDFLSRCH 3
#define MAXDNSRCH 6
#define MAXRESOLVSORT 10
#define LOCALDOMAINPARTS 2
#define RES_TIMEOUT 5
#define RES_MAXNDOTS 15
#define RES_DFLRETRY 2
#define _PATH_RESCONF "/etc/resolv.conf"

struct __res_state
{
  int retrans;
  int retry;
  unsigned long options;
  int nscount;
  struct sockaddr_in nsaddr_list[MAXNS];
#define nsaddr nsaddr_list[0]
  unsigned short id;
  char *dnsrch[MAXDNSRCH + 1];
  char defdname[256];
  unsigned int ndots;
  int res_h_errno;
  unsigned long __reserved[32];
};
typedef struct __res_state *res_state;

#define RES_INIT 0x00000001
#define RES_DEBUG 0x00000002
#define RES_USEVC 0x00000008
#define RES_IGNTC 0x00000020
#define RES_RECURSE 0x00000040
#define RES_DEFNAMES 0x00000080
#define RES_STAYOPEN 0x00000100
#define RES_DNSRCH 0x00000200
#define RES_USE_EDNS0 0x40000000
#define RES_DEFAULT (RES_RECURSE | RES_DEFNAMES | RES_DNSRCH)

res_state __res_state (void);
#define _res (*__res_state ())

int res_init (void);
int res_mkquery (int, const char *, int, int, const unsigned char *, int, const unsigned char *, unsigned char *, int);
int res_query (const char *, int, int, unsigned char *, int);
int res_querydomain (const char *, const char *, int, int, unsigned char *, int);
int res_search (const char *, int, int, unsigned char *, int);
int res_send (const unsigned char *, int, unsigned char *, int);
void res_close (void);
int res_ninit (res_state);
int res_nquery (res_state, const char *, int, int, unsigned char *, int);
int res_nsearch (res_state, const char *, int, int, unsigned char *, int);
void res_nclose (res_state);
int dn_comp (const char *, unsigned char *, int, unsigned char **, unsigned char **);
int dn_expand (const unsigned char *, const unsigned char *, const unsigned char *, char *, int);
int dn_skipname (const unsigned char *, const unsigned char *);

#ifdef __cplusplus
}
#endif

#endif
