/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What <time.h> owes beyond newlib's list. */
#ifndef _CYGWIN_TIME_H
#define _CYGWIN_TIME_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* CLK_TCK left POSIX long ago; where it is used it divides what times() returns. */
#undef CLK_TCK
#if __MISC_VISIBLE || (__XSI_VISIBLE && __POSIX_VISIBLE < 200112)
long sysconf (int);
#define CLK_TCK ((clock_t) sysconf (2)) /* _SC_CLK_TCK */
#endif

#if __SVID_VISIBLE || __XSI_VISIBLE
extern long timezone;
extern int daylight;
#endif

#if __ISO_C_VISIBLE >= 2011 || __POSIX_VISIBLE >= 202405
#define TIME_UTC 1
int timespec_get (struct timespec *, int);
#endif
#if __ISO_C_VISIBLE >= 2020
int timespec_getres (struct timespec *, int);
#endif

#if __MISC_VISIBLE || __ISO_C_VISIBLE >= 2020 || __POSIX_VISIBLE >= 202405
time_t timegm (struct tm *);
#endif

#if __XSI_VISIBLE >= 4 || __MISC_VISIBLE
int *__getdate_err (void);
#define getdate_err (*__getdate_err ())
struct tm *getdate (const char *);
#endif

#if __MISC_VISIBLE
/* BSD. */
time_t timelocal (struct tm *);
#endif
#if __SVID_VISIBLE
/* SVID. */
int stime (const time_t *);
#endif

#ifdef __cplusplus
}
#endif

#endif
