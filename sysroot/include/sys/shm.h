/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/shm.h>. */
#ifndef _SYS_SHM_H
#define _SYS_SHM_H

#include <sys/ipc.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SHM_RDONLY 0010000
#define SHM_RND 0020000
#define SHMLBA 65536 /* Windows' allocation granularity */
#if __MISC_VISIBLE
/* Linux and BSD. */
#define SHM_R 0400
#define SHM_W 0200
#endif

typedef unsigned long shmatt_t;

struct shmid_ds
{
  struct ipc_perm shm_perm;
  size_t shm_segsz;
  pid_t shm_lpid;
  pid_t shm_cpid;
  shmatt_t shm_nattch;
  time_t shm_atime;
  time_t shm_dtime;
  time_t shm_ctime;
  unsigned long __shm_reserved[4];
};

void *shmat (int, const void *, int);
int shmctl (int, int, struct shmid_ds *);
int shmdt (const void *);
int shmget (key_t, size_t, int);

#ifdef __cplusplus
}
#endif

#endif
