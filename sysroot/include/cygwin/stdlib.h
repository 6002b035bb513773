/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What <stdlib.h> owes beyond newlib's list. */
#ifndef _CYGWIN_STDLIB_H
#define _CYGWIN_STDLIB_H

#include <sys/cdefs.h>
#define __need_size_t
#define __need_wchar_t
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if __BSD_VISIBLE || __POSIX_VISIBLE >= 200112
int unsetenv (const char *);
#endif

#if __POSIX_VISIBLE >= 199209 || __XSI_VISIBLE
#include <sys/_waitstatus.h>
#endif

#if __POSIX_VISIBLE >= 200809
char *realpath (const char *__restrict, char *__restrict);
#endif

#if __XSI_VISIBLE >= 4 || __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
int grantpt (int);
int posix_openpt (int);
char *ptsname (int);
int unlockpt (int);
#endif
#if __GNU_VISIBLE || __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
int ptsname_r (int, char *, size_t);
#endif

#if __POSIX_VISIBLE >= 202405 && !__GNU_VISIBLE
char *secure_getenv (const char *);
int mkostemp (char *, int);
#endif
#if __POSIX_VISIBLE >= 202405 && !__BSD_VISIBLE
void *reallocarray (void *, size_t, size_t);
#if !__GNU_VISIBLE
/* Under _DEFAULT_SOURCE without _GNU_SOURCE newlib declares the BSD form, with the arguments in another order. */
void qsort_r (void *, size_t, size_t, int (*) (const void *, const void *, void *), void *);
#endif
#endif

#if __MISC_VISIBLE
/* BSD, and Cygwin since 1.7. */
const char *getprogname (void);
void setprogname (const char *);
int getloadavg (double *, int);
/* System V: numbers to decimal strings. */
char *ecvt (double, int, int *, int *);
char *fcvt (double, int, int *, int *);
char *gcvt (double, int, char *);
/* Linux. */
int clearenv (void);
void *valloc (size_t);
#endif
#if __GNU_VISIBLE
char *canonicalize_file_name (const char *);
int getpt (void);
#endif

/* newlib's own sources call the allocator by its reentrant names. */
#ifdef _COMPILING_NEWLIB
#define _malloc_r(reent, size) malloc (size)
#define _calloc_r(reent, count, size) calloc (count, size)
#define _realloc_r(reent, ptr, size) realloc (ptr, size)
#define _free_r(reent, ptr) free (ptr)
struct _reent;
int _unsetenv_r (struct _reent *, const char *);
#endif

#ifdef __cplusplus
}
#endif

#endif
