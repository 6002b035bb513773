/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* newlib's configuration for this system; <sys/config.h> includes it. */
#ifndef _CYGWIN_CONFIG_H
#define _CYGWIN_CONFIG_H

/* _REENT is *__getreent(): the runtime keeps the struct in the thread record. */
#define __DYNAMIC_REENT__
#define __FILENAME_MAX__ 4096
#define _READ_WRITE_RETURN_TYPE _ssize_t
#define _READ_WRITE_BUFSIZE_TYPE __SIZE_TYPE__
#define __HAVE_LOCALE_INFO__ 1
#define __HAVE_LOCALE_INFO_EXTENDED__ 1
#define DEFAULT_LOCALE "C.UTF-8"

/* All of Linux's errno values are defined. */
#define __LINUX_ERRNO_EXTENSIONS__ 1

/* POSIX.1-2024 has both in struct tm. */
#define __TM_GMTOFF tm_gmtoff
#define __TM_ZONE tm_zone

#endif
