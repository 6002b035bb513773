/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What <grp.h> owes beyond newlib's list. */
#ifndef _CYGWIN_GRP_H
#define _CYGWIN_GRP_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#if __MISC_VISIBLE
/* BSD, Linux. */
int getgrouplist (const char *, gid_t, gid_t *, int *);
int setgroups (int, const gid_t *);
#endif

#ifdef __cplusplus
}
#endif

#endif
