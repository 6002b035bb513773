/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Machine types of x86_64-pc-cygwin: LP64. Every __machine_*_defined keeps a default of newlib's away. */
#ifndef _MACHINE__TYPES_H
#define _MACHINE__TYPES_H

#include <machine/_default_types.h>

#define __machine_fsblkcnt_t_defined 1
typedef unsigned long __fsblkcnt_t;
#define __machine_fsfilcnt_t_defined 1
typedef unsigned long __fsfilcnt_t;
#define __machine_dev_t_defined 1
typedef unsigned long __dev_t;
#define __machine_ino_t_defined 1
typedef unsigned long __ino_t;
#define __machine_uid_t_defined 1
typedef __uint32_t __uid_t;
#define __machine_gid_t_defined 1
typedef __uint32_t __gid_t;
#define __machine_id_t_defined 1
typedef __uint32_t __id_t;
#define __machine_mode_t_defined 1
typedef __uint32_t __mode_t;
#define __machine_key_t_defined 1
typedef long long __key_t;
#define __machine_clock_t_defined 1
#define _CLOCK_T_ long
#define __machine_sa_family_t_defined 1
typedef __uint16_t __sa_family_t; /* as in Windows' struct sockaddr */
#define __machine_socklen_t_defined 1
typedef __uint32_t __socklen_t;

#endif
