/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/un.h>. */
#ifndef _SYS_UN_H
#define _SYS_UN_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifndef _SA_FAMILY_T_DECLARED
typedef __sa_family_t sa_family_t;
#define _SA_FAMILY_T_DECLARED
#endif

#define UNIX_PATH_MAX 108

struct sockaddr_un
{
  sa_family_t sun_family;
  char sun_path[UNIX_PATH_MAX];
};

#if __MISC_VISIBLE
/* BSD. */
#define SUN_LEN(sun) ((size_t) (__builtin_offsetof (struct sockaddr_un, sun_path) + __builtin_strlen ((sun)->sun_path)))
#endif

#endif
