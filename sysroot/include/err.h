/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD. */
#ifndef _ERR_H
#define _ERR_H

#include <sys/cdefs.h>
#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

void err (int, const char *, ...) __attribute__ ((__noreturn__, __format__ (__printf__, 2, 3)));
void errx (int, const char *, ...) __attribute__ ((__noreturn__, __format__ (__printf__, 2, 3)));
void verr (int, const char *, va_list) __attribute__ ((__noreturn__, __format__ (__printf__, 2, 0)));
void verrx (int, const char *, va_list) __attribute__ ((__noreturn__, __format__ (__printf__, 2, 0)));
void vwarn (const char *, va_list) __attribute__ ((__format__ (__printf__, 1, 0)));
void vwarnx (const char *, va_list) __attribute__ ((__format__ (__printf__, 1, 0)));
void warn (const char *, ...) __attribute__ ((__format__ (__printf__, 1, 2)));
void warnx (const char *, ...) __attribute__ ((__format__ (__printf__, 1, 2)));

#ifdef __cplusplus
}
#endif

#endif
