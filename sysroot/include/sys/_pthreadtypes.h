/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The types of <pthread.h>, which <sys/types.h> owes (POSIX.1-2024 XBD <sys/types.h>). The objects hold their state in place, so
 * that they work in memory shared between processes; a zeroed object is a valid one of the default kind. The words
 * belong to the runtime. Sizes are ABI: docs/abi.md.
 */
#ifndef _SYS__PTHREADTYPES_H_
#define _SYS__PTHREADTYPES_H_

#include <sys/sched.h>

struct __tern_thread;
typedef struct __tern_thread *pthread_t;

typedef struct
{
  int __kind; /* type, robustness, sharing; 0: normal, private */
  int __word;
  unsigned long __data[7];
} pthread_mutex_t;

typedef struct
{
  unsigned long __data[8];
} pthread_cond_t;

typedef struct
{
  unsigned long __data[8];
} pthread_rwlock_t;

typedef struct
{
  unsigned long __data[8];
} pthread_barrier_t;

typedef struct
{
  unsigned long __data[2];
} pthread_mutexattr_t;

typedef struct
{
  unsigned long __data[2];
} pthread_condattr_t;

typedef struct
{
  unsigned long __data[2];
} pthread_rwlockattr_t;

typedef struct
{
  unsigned long __data[2];
} pthread_barrierattr_t;

typedef struct
{
  unsigned long __data[16];
} pthread_attr_t;

typedef struct
{
  unsigned int __data[4];
} pthread_once_t;

typedef struct
{
  unsigned int __data[2];
} pthread_spinlock_t;

typedef unsigned int pthread_key_t;

#define _PTHREAD_ONCE_INIT { { 0 } }

#endif
