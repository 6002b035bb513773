/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux and Cygwin. */
#ifndef _SYS_TIMERFD_H
#define _SYS_TIMERFD_H

#include <sys/cdefs.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TFD_NONBLOCK 0x4000 /* O_NONBLOCK */
#define TFD_CLOEXEC 0x40000 /* O_CLOEXEC */
#define TFD_TIMER_ABSTIME 1
#define TFD_TIMER_CANCEL_ON_SET 2

int timerfd_create (clockid_t, int);
int timerfd_gettime (int, struct itimerspec *);
int timerfd_settime (int, int, const struct itimerspec *, struct itimerspec *);

#ifdef __cplusplus
}
#endif

#endif
