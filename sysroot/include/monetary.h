/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <monetary.h>. */
#ifndef _MONETARY_H
#define _MONETARY_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_locale.h>

#ifdef __cplusplus
extern "C" {
#endif

ssize_t strfmon (char *__restrict, size_t, const char *__restrict, ...);
ssize_t strfmon_l (char *__restrict, size_t, locale_t, const char *__restrict, ...);

#ifdef __cplusplus
}
#endif

#endif
