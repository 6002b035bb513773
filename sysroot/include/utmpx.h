/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <utmpx.h>. */
#ifndef _UTMPX_H
#define _UTMPX_H

#include <sys/cdefs.h>
#include <sys/_utmp.h>

#ifdef __cplusplus
extern "C" {
#endif

struct utmpx __UT_RECORD;

void endutxent (void);
struct utmpx *getutxent (void);
struct utmpx *getutxid (const struct utmpx *);
struct utmpx *getutxline (const struct utmpx *);
struct utmpx *pututxline (const struct utmpx *);
void setutxent (void);
#if __GNU_VISIBLE
/* GNU. */
int utmpxname (const char *);
void updwtmpx (const char *, const struct utmpx *);
#endif

#ifdef __cplusplus
}
#endif

#endif
