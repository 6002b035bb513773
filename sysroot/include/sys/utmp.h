/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _SYS_UTMP_H
#define _SYS_UTMP_H

#include <sys/cdefs.h>
#include <sys/_utmp.h>
#include <paths.h>

#ifdef __cplusplus
extern "C" {
#endif

#define UT_LINESIZE 32
#define UT_NAMESIZE 64
#define UT_HOSTSIZE 256
#define UTMP_FILE _PATH_UTMP
#define WTMP_FILE _PATH_WTMP

struct utmp __UT_RECORD;

#define ut_name ut_user
#define ut_time ut_tv.tv_sec
#define ut_addr ut_addr_v6[0]

void endutent (void);
struct utmp *getutent (void);
struct utmp *getutid (const struct utmp *);
struct utmp *getutline (const struct utmp *);
struct utmp *pututline (const struct utmp *);
void setutent (void);
int utmpname (const char *);
void updwtmp (const char *, const struct utmp *);
int login_tty (int);
void login (const struct utmp *);
int logout (const char *);
void logwtmp (const char *, const char *, const char *);

#ifdef __cplusplus
}
#endif

#endif
