/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <semaphore.h>. */
#ifndef _SEMAPHORE_H
#define _SEMAPHORE_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_timespec.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct
{
  unsigned long __data[8];
} sem_t;

#define SEM_FAILED ((sem_t *) 0)
#ifndef SEM_VALUE_MAX
#define SEM_VALUE_MAX __INT_MAX__
#endif

int sem_close (sem_t *);
int sem_destroy (sem_t *);
int sem_getvalue (sem_t *__restrict, int *__restrict);
int sem_init (sem_t *, int, unsigned int);
sem_t *sem_open (const char *, int, ...);
int sem_post (sem_t *);
int sem_timedwait (sem_t *__restrict, const struct timespec *__restrict);
int sem_trywait (sem_t *);
int sem_unlink (const char *);
int sem_wait (sem_t *);
#if __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE
int sem_clockwait (sem_t *__restrict, clockid_t, const struct timespec *__restrict);
#endif

#ifdef __cplusplus
}
#endif

#endif
