/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <netdb.h>. */
#ifndef _NETDB_H
#define _NETDB_H

#include <sys/cdefs.h>
#include <netinet/in.h>
#include <sys/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

#define _PATH_HOSTS "/etc/hosts"
#define _PATH_NETWORKS "/etc/networks"
#define _PATH_PROTOCOLS "/etc/protocols"
#define _PATH_SERVICES "/etc/services"

#ifndef _WINSOCK2API_
struct hostent
{
  char *h_name;
  char **h_aliases;
  int h_addrtype;
  int h_length;
  char **h_addr_list;
#define h_addr h_addr_list[0]
};

struct servent
{
  char *s_name;
  char **s_aliases;
  int s_port; /* network byte order */
  char *s_proto;
};

struct protoent
{
  char *p_name;
  char **p_aliases;
  int p_proto;
};

struct addrinfo
{
  int ai_flags;
  int ai_family;
  int ai_socktype;
  int ai_protocol;
  socklen_t ai_addrlen;
  char *ai_canonname;
  struct sockaddr *ai_addr;
  struct addrinfo *ai_next;
};
#endif

struct netent
{
  char *n_name;
  char **n_aliases;
  int n_addrtype;
  uint32_t n_net;
};

#define IPPORT_RESERVED 1024

#ifndef _WINSOCK2API_
#define AI_PASSIVE 0x0001
#define AI_CANONNAME 0x0002
#define AI_NUMERICHOST 0x0004
#define AI_NUMERICSERV 0x0008
#define AI_ALL 0x0100
#define AI_ADDRCONFIG 0x0400
#define AI_V4MAPPED 0x0800

#define NI_NOFQDN 0x01
#define NI_NUMERICHOST 0x02
#define NI_NAMEREQD 0x04
#define NI_NUMERICSERV 0x08
#define NI_DGRAM 0x10
#define NI_NUMERICSCOPE 0x20

#define EAI_ADDRFAMILY 1
#define EAI_AGAIN 2
#define EAI_BADFLAGS 3
#define EAI_FAIL 4
#define EAI_FAMILY 5
#define EAI_MEMORY 6
#define EAI_NODATA 7
#define EAI_NONAME 8
#define EAI_SERVICE 9
#define EAI_SOCKTYPE 10
#define EAI_SYSTEM 11
#define EAI_OVERFLOW 14
#if __MISC_VISIBLE
/* BSD and Cygwin. */
#define EAI_BADHINTS 12
#define EAI_PROTOCOL 13
#define EAI_MAX 15
#define NI_MAXHOST 1025
#define NI_MAXSERV 32
#endif

void freeaddrinfo (struct addrinfo *);
const char *gai_strerror (int);
int getaddrinfo (const char *__restrict, const char *__restrict, const struct addrinfo *__restrict,
                 struct addrinfo **__restrict);
int getnameinfo (const struct sockaddr *__restrict, socklen_t, char *__restrict, socklen_t, char *__restrict, socklen_t, int);
struct protoent *getprotobyname (const char *);
struct protoent *getprotobynumber (int);
struct servent *getservbyname (const char *, const char *);
struct servent *getservbyport (int, const char *);
#endif

void endhostent (void);
void endnetent (void);
void endprotoent (void);
void endservent (void);
struct hostent *gethostent (void);
struct netent *getnetbyaddr (uint32_t, int);
struct netent *getnetbyname (const char *);
struct netent *getnetent (void);
struct protoent *getprotoent (void);
struct servent *getservent (void);
void sethostent (int);
void setnetent (int);
void setprotoent (int);
void setservent (int);

#if __MISC_VISIBLE || __POSIX_VISIBLE < 200809
/* POSIX until Issue 6; BSD. */
#ifndef _WINSOCK2API_
#define HOST_NOT_FOUND 1
#define TRY_AGAIN 2
#define NO_RECOVERY 3
#define NO_DATA 4
#define NO_ADDRESS NO_DATA
struct hostent *gethostbyaddr (const void *, socklen_t, int);
struct hostent *gethostbyname (const char *);
#endif
#define NETDB_INTERNAL (-1)
#define NETDB_SUCCESS 0
int *__h_errno (void);
#define h_errno (*__h_errno ())
#endif

#if __MISC_VISIBLE
/* BSD. */
struct hostent *gethostbyname2 (const char *, int);
void herror (const char *);
const char *hstrerror (int);
int innetgr (const char *, const char *, const char *, const char *);
int rcmd (char **, in_port_t, const char *, const char *, const char *, int *);
int rcmd_af (char **, in_port_t, const char *, const char *, const char *, int *, int);
int rexec (char **, in_port_t, char *, char *, char *, int *);
int rresvport (int *);
int rresvport_af (int *, int);
int iruserok (unsigned long, int, const char *, const char *);
int iruserok_sa (const void *, int, int, const char *, const char *);
int ruserok (const char *, int, const char *, const char *);
#endif
#if __GNU_VISIBLE
/* GNU. */
int gethostbyname_r (const char *__restrict, struct hostent *__restrict, char *__restrict, size_t, struct hostent **__restrict,
                     int *__restrict);
int gethostbyname2_r (const char *__restrict, int, struct hostent *__restrict, char *__restrict, size_t,
                      struct hostent **__restrict, int *__restrict);
int gethostbyaddr_r (const void *__restrict, socklen_t, int, struct hostent *__restrict, char *__restrict, size_t,
                     struct hostent **__restrict, int *__restrict);
#endif

#ifdef __cplusplus
}
#endif

#endif
