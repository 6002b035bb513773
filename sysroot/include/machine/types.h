/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What <sys/types.h> owes beyond newlib's list. */
#ifndef _SYS_TYPES_H
#error "must be included via <sys/types.h>"
#endif

#ifndef _MACHINE_TYPES_H
#define _MACHINE_TYPES_H

/* POSIX.1-2024: record length of struct posix_dent. */
typedef unsigned short reclen_t;

#if __MISC_VISIBLE
/* BSD and Linux names that ported programs use without asking for them. */
typedef __loff_t loff_t;
typedef __int64_t quad_t;
typedef __uint64_t u_quad_t;
typedef __int32_t *qaddr_t;
/* major(), minor() and makedev() came with <sys/types.h> in BSD, Cygwin and old glibc. */
#include <sys/sysmacros.h>
#endif

#endif
