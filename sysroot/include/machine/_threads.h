/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The types under <threads.h> (C11 7.26): the pthread objects under their C names. */
#ifndef _MACHINE__THREADS_H
#define _MACHINE__THREADS_H

#include <sys/cdefs.h>
#include <sys/types.h>

typedef pthread_cond_t cnd_t;
typedef pthread_mutex_t mtx_t;
typedef pthread_t thrd_t;
typedef pthread_key_t tss_t;
typedef pthread_once_t once_flag;

#define ONCE_FLAG_INIT _PTHREAD_ONCE_INIT
#define TSS_DTOR_ITERATIONS 4

#endif
