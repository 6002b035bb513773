/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _SYS_UTIME_H
#define _SYS_UTIME_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct utimbuf
{
  time_t actime;
  time_t modtime;
};

int utime (const char *, const struct utimbuf *);

#ifdef __cplusplus
}
#endif

#endif
