/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _SYS_POLL_H
#define _SYS_POLL_H

#include <sys/cdefs.h>
#include <sys/_sigset.h>
#include <sys/_timespec.h>

#ifdef __cplusplus
extern "C" {
#endif

#if !defined(_SIGSET_T_DECLARED)
#define _SIGSET_T_DECLARED
typedef __sigset_t sigset_t;
#endif

typedef unsigned int nfds_t;

/* Once <winsock2.h> is in, pollfd and the POLL* names are Windows' own and poll() cannot be used with them. */
#ifndef _WINSOCK2API_
struct pollfd
{
  int fd;
  short events;
  short revents;
};

#define POLLIN 0x0001
#define POLLPRI 0x0002
#define POLLOUT 0x0004
#define POLLERR 0x0008
#define POLLHUP 0x0010
#define POLLNVAL 0x0020
#define POLLRDNORM 0x0040
#define POLLRDBAND 0x0080
#define POLLWRNORM 0x0100
#define POLLWRBAND 0x0200
#if __GNU_VISIBLE
/* Linux. */
#define POLLMSG 0x0400
#define POLLRDHUP 0x2000
#endif
#if __BSD_VISIBLE
/* BSD. */
#define INFTIM (-1)
#endif
#endif

int poll (struct pollfd *, nfds_t, int);
#if __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE
int ppoll (struct pollfd *, nfds_t, const struct timespec *__restrict, const sigset_t *__restrict);
#endif

#ifdef __cplusplus
}
#endif

#endif
