// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef _NEWLIB_VERSION_H__
#define _NEWLIB_VERSION_H__ 1

#define _NEWLIB_VERSION "4.5.0"
#define __NEWLIB__ 4
#define __NEWLIB_MINOR__ 5
#define __NEWLIB_PATCHLEVEL__ 0

// <sys/features.h> includes this file first. Issue 8's feature test macro is
// newer than its own list.
#if defined _XOPEN_SOURCE && !defined _POSIX_C_SOURCE && !defined _GNU_SOURCE
#if (_XOPEN_SOURCE - 0) >= 800
#define _POSIX_C_SOURCE 202405L
#endif
#endif

#endif
