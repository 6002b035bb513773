/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/ipc.h>. */
#ifndef _SYS_IPC_H
#define _SYS_IPC_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct ipc_perm
{
  uid_t uid;
  gid_t gid;
  uid_t cuid;
  gid_t cgid;
  mode_t mode;
  unsigned int __seq;
  key_t __key;
  unsigned long __reserved[2];
};

#define IPC_CREAT 0001000
#define IPC_EXCL 0002000
#define IPC_NOWAIT 0004000
#define IPC_PRIVATE ((key_t) 0)
#define IPC_RMID 0
#define IPC_SET 1
#define IPC_STAT 2
#if __MISC_VISIBLE
/* Linux and Cygwin. */
#define IPC_INFO 3
#endif

key_t ftok (const char *, int);

#ifdef __cplusplus
}
#endif

#endif
