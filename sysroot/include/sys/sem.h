/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/sem.h>. The caller defines union semun, as POSIX says. */
#ifndef _SYS_SEM_H
#define _SYS_SEM_H

#include <sys/ipc.h>
#include <sys/_timespec.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SEM_UNDO 010000
#define GETPID 11
#define GETVAL 12
#define GETALL 13
#define GETNCNT 14
#define GETZCNT 15
#define SETVAL 16
#define SETALL 17

struct semid_ds
{
  struct ipc_perm sem_perm;
  unsigned short sem_nsems;
  time_t sem_otime;
  time_t sem_ctime;
  unsigned long __sem_reserved[4];
};

struct sembuf
{
  unsigned short sem_num;
  short sem_op;
  short sem_flg;
};

int semctl (int, int, int, ...);
int semget (key_t, int, int);
int semop (int, struct sembuf *, size_t);
#if __GNU_VISIBLE
/* Linux. */
int semtimedop (int, struct sembuf *, size_t, const struct timespec *);
#endif

#ifdef __cplusplus
}
#endif

#endif
