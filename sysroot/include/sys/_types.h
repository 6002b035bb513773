/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The basic types under <sys/types.h>. newlib's own file fixes nlink_t at 16 bits and cannot be told otherwise, so this one
 * stands in its place and defines the same names.
 */
#ifndef _SYS__TYPES_H
#define _SYS__TYPES_H

#define __need_size_t
#define __need_wint_t
#include <stddef.h>

#include <newlib.h>
#include <sys/config.h>
#include <machine/_types.h>

typedef long __blkcnt_t;
typedef long __blksize_t;
typedef long _off_t;
typedef _off_t __off_t;
__extension__ typedef long long _off64_t;
typedef _off64_t __loff_t;
typedef long _fpos_t;
typedef int __pid_t;
typedef unsigned long __nlink_t;
typedef long __daddr_t;
typedef int __nl_item;
typedef long __suseconds_t;
typedef unsigned int __useconds_t;

#undef __size_t
typedef __SIZE_TYPE__ __size_t;
typedef long _ssize_t;
typedef _ssize_t __ssize_t;

/* State of a multibyte conversion (mbstate_t). */
typedef struct
{
  int __count;
  union
  {
    wint_t __wch;
    unsigned char __wchb[4];
  } __value;
} _mbstate_t;

typedef void *_iconv_t;

typedef _CLOCK_T_ __clock_t;
#define _TIME_T_ long
typedef _TIME_T_ __time_t;
#define _CLOCKID_T_ int
typedef _CLOCKID_T_ __clockid_t;
#define _TIMER_T_ unsigned long
typedef _TIMER_T_ __timer_t;

typedef __builtin_va_list __va_list;

#endif
