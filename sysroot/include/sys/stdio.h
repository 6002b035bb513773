/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What <stdio.h> takes from the system: the locks of streams, and functions that newlib does not declare. */
#ifndef _NEWLIB_STDIO_H
#define _NEWLIB_STDIO_H

#include <sys/lock.h>
#include <sys/reent.h>

/* A stream of sprintf() and its kin has no lock. */
#define _flockfile(fp) (((fp)->_flags & __SSTR) ? 0 : __lock_acquire_recursive ((fp)->_lock))
#define _funlockfile(fp) (((fp)->_flags & __SSTR) ? 0 : __lock_release_recursive ((fp)->_lock))

#ifdef __cplusplus
extern "C" {
#endif

#if __POSIX_VISIBLE >= 200809 || __MISC_VISIBLE
_ssize_t getdelim (char **__restrict, size_t *__restrict, int, __FILE *__restrict);
_ssize_t getline (char **__restrict, size_t *__restrict, __FILE *__restrict);
#endif
#if __POSIX_VISIBLE >= 202405
int asprintf (char **__restrict, const char *__restrict, ...) __attribute__ ((__format__ (__printf__, 2, 3)));
int vasprintf (char **__restrict, const char *__restrict, __builtin_va_list) __attribute__ ((__format__ (__printf__, 2, 0)));
#endif
#if __GNU_VISIBLE
/* Linux: flags of renameat2(). */
#define RENAME_NOREPLACE 1
#define RENAME_EXCHANGE 2
#endif

#ifdef __cplusplus
}
#endif

#endif
