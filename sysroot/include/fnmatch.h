/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <fnmatch.h>. */
#ifndef _FNMATCH_H_
#define _FNMATCH_H_

#include <sys/cdefs.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FNM_NOMATCH 1

#define FNM_NOESCAPE 0x01
#define FNM_PATHNAME 0x02
#define FNM_PERIOD 0x04
#if __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE || __GNU_VISIBLE || defined _LIBC
#define FNM_CASEFOLD 0x10
#define FNM_IGNORECASE FNM_CASEFOLD
#endif
#if __MISC_VISIBLE || __GNU_VISIBLE || defined _LIBC
/* GNU and BSD. */
#define FNM_LEADING_DIR 0x08
#define FNM_FILE_NAME FNM_PATHNAME
#define FNM_NOSYS (-1)
#endif

int fnmatch (const char *, const char *, int);

#ifdef __cplusplus
}
#endif

#endif
