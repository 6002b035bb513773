/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/socket.h>. Families, socket options and struct sockaddr have Windows' values and layout. */
#ifndef _SYS_SOCKET_H
#define _SYS_SOCKET_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_iovec.h>
#include <sys/_timespec.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef _SOCKLEN_T_DECLARED
typedef __socklen_t socklen_t;
#define _SOCKLEN_T_DECLARED
#endif
#ifndef _SA_FAMILY_T_DECLARED
typedef __sa_family_t sa_family_t;
#define _SA_FAMILY_T_DECLARED
#endif

/* Types; the flags of POSIX.1-2024 are or-ed in. */
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOCK_RAW 3
#define SOCK_RDM 4
#define SOCK_SEQPACKET 5
#define SOCK_NONBLOCK 0x01000000
#define SOCK_CLOEXEC 0x02000000
#define SOCK_CLOFORK 0x04000000

/* Address families. */
#define AF_UNSPEC 0
#define AF_UNIX 1
#define AF_LOCAL AF_UNIX
#define AF_INET 2
#define AF_IPX 6
#define AF_SNA 11
#define AF_DECnet 12
#define AF_APPLETALK 16
#define AF_NETBIOS 17
#define AF_INET6 23
#define AF_BLUETOOTH 32
#define AF_MAX 36
#define PF_UNSPEC AF_UNSPEC
#define PF_UNIX AF_UNIX
#define PF_LOCAL AF_UNIX
#define PF_INET AF_INET
#define PF_IPX AF_IPX
#define PF_SNA AF_SNA
#define PF_DECnet AF_DECnet
#define PF_APPLETALK AF_APPLETALK
#define PF_NETBIOS AF_NETBIOS
#define PF_INET6 AF_INET6
#define PF_BLUETOOTH AF_BLUETOOTH
#define PF_MAX AF_MAX

#define SOMAXCONN 0x7fffffff

/* Options at level SOL_SOCKET. */
#define SOL_SOCKET 0xffff
#define SO_DEBUG 0x0001
#define SO_ACCEPTCONN 0x0002
#define SO_REUSEADDR 0x0004
#define SO_KEEPALIVE 0x0008
#define SO_DONTROUTE 0x0010
#define SO_BROADCAST 0x0020
#define SO_LINGER 0x0080
#define SO_OOBINLINE 0x0100
#define SO_SNDBUF 0x1001
#define SO_RCVBUF 0x1002
#define SO_SNDLOWAT 0x1003
#define SO_RCVLOWAT 0x1004
#define SO_SNDTIMEO 0x1005
#define SO_RCVTIMEO 0x1006
#define SO_ERROR 0x1007
#define SO_TYPE 0x1008
#define SO_PROTOCOL 0x2001
#define SO_DOMAIN 0x2002
#if __MISC_VISIBLE
/* Linux and BSD. */
#define SO_USELOOPBACK 0x0040
#define SO_PEERCRED 0x0200
#define SO_PASSCRED 0x0400
#define SO_REUSEPORT 0x2003
#endif

/* Flags of send and recv. */
#define MSG_OOB 0x0001
#define MSG_PEEK 0x0002
#define MSG_DONTROUTE 0x0004
#define MSG_WAITALL 0x0008
#define MSG_DONTWAIT 0x0010
#define MSG_NOSIGNAL 0x0020
#define MSG_EOR 0x0080
#define MSG_TRUNC 0x0100
#define MSG_CTRUNC 0x0200
#define MSG_CMSG_CLOEXEC 0x1000
#define MSG_CMSG_CLOFORK 0x2000
#if __MISC_VISIBLE
/* BSD and Cygwin: the end of the flags that Winsock knows; Winsock's MSG_PARTIAL. */
#define MSG_BCAST 0x0400
#define MSG_MCAST 0x0800
#endif

#define SHUT_RD 0
#define SHUT_WR 1
#define SHUT_RDWR 2

#define SCM_RIGHTS 0x01
#if __MISC_VISIBLE
/* Linux. */
#define SCM_CREDENTIALS 0x02

struct ucred
{
  pid_t pid;
  uid_t uid;
  gid_t gid;
};
#endif

struct sockaddr
{
  sa_family_t sa_family;
  char sa_data[14];
};

#define _SS_MAXSIZE 128
struct sockaddr_storage
{
  sa_family_t ss_family;
  char __ss_pad1[6];
  __int64_t __ss_align;
  char __ss_pad2[112];
};

struct linger
{
  unsigned short l_onoff;
  unsigned short l_linger; /* seconds */
};

struct msghdr
{
  void *msg_name;
  socklen_t msg_namelen;
  struct iovec *msg_iov;
  int msg_iovlen;
  void *msg_control;
  socklen_t msg_controllen;
  int msg_flags;
};

struct cmsghdr
{
  socklen_t cmsg_len; /* with this header */
  int cmsg_level;
  int cmsg_type;
};

#define CMSG_ALIGN(len) (((size_t) (len) + sizeof (size_t) - 1) & ~(sizeof (size_t) - 1))
#define CMSG_LEN(len) (CMSG_ALIGN (sizeof (struct cmsghdr)) + (len))
#define CMSG_SPACE(len) (CMSG_ALIGN (sizeof (struct cmsghdr)) + CMSG_ALIGN (len))
#define CMSG_FIRSTHDR(mhdr) \
  ((mhdr)->msg_controllen >= sizeof (struct cmsghdr) ? (struct cmsghdr *) (mhdr)->msg_control : (struct cmsghdr *) 0)
#define CMSG_DATA(cmsg) ((unsigned char *) (cmsg) + CMSG_ALIGN (sizeof (struct cmsghdr)))
#define CMSG_NXTHDR(mhdr, cmsg) \
  (!(cmsg) ? CMSG_FIRSTHDR (mhdr) \
   : ((unsigned char *) (cmsg) + CMSG_ALIGN ((cmsg)->cmsg_len) + sizeof (struct cmsghdr) \
      > (unsigned char *) (mhdr)->msg_control + (mhdr)->msg_controllen) \
     ? (struct cmsghdr *) 0 \
     : (struct cmsghdr *) ((unsigned char *) (cmsg) + CMSG_ALIGN ((cmsg)->cmsg_len)))

/* Winsock declares some of these names its own way; a source that includes <winsock2.h> first uses those. */
#if !(defined _WINSOCKAPI_ || defined _WINSOCK_H || defined __USE_W32_SOCKETS)
int accept (int, struct sockaddr *__restrict, socklen_t *__restrict);
int accept4 (int, struct sockaddr *__restrict, socklen_t *__restrict, int);
int bind (int, const struct sockaddr *, socklen_t);
int connect (int, const struct sockaddr *, socklen_t);
int getpeername (int, struct sockaddr *__restrict, socklen_t *__restrict);
int getsockname (int, struct sockaddr *__restrict, socklen_t *__restrict);
int getsockopt (int, int, int, void *__restrict, socklen_t *__restrict);
int listen (int, int);
ssize_t recv (int, void *, size_t, int);
ssize_t recvfrom (int, void *__restrict, size_t, int, struct sockaddr *__restrict, socklen_t *__restrict);
ssize_t recvmsg (int, struct msghdr *, int);
ssize_t send (int, const void *, size_t, int);
ssize_t sendmsg (int, const struct msghdr *, int);
ssize_t sendto (int, const void *, size_t, int, const struct sockaddr *, socklen_t);
int setsockopt (int, int, int, const void *, socklen_t);
int shutdown (int, int);
int sockatmark (int);
int socket (int, int, int);
int socketpair (int, int, int, int[2]);
#endif

#ifdef __cplusplus
}
#endif

#endif
