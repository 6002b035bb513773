/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/msg.h>. */
#ifndef _SYS_MSG_H
#define _SYS_MSG_H

#include <sys/ipc.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MSG_NOERROR 010000

typedef unsigned long msgqnum_t;
typedef unsigned long msglen_t;

struct msqid_ds
{
  struct ipc_perm msg_perm;
  msgqnum_t msg_qnum;
  msglen_t msg_qbytes;
  msglen_t msg_cbytes;
  pid_t msg_lspid;
  pid_t msg_lrpid;
  time_t msg_stime;
  time_t msg_rtime;
  time_t msg_ctime;
  unsigned long __msg_reserved[4];
};

#if __MISC_VISIBLE
/* Linux and BSD: the shape of a message. */
struct msgbuf
{
  long mtype;
  char mtext[1];
};
#endif

int msgctl (int, int, struct msqid_ds *);
int msgget (key_t, int);
ssize_t msgrcv (int, void *, size_t, long, int);
int msgsnd (int, const void *, size_t, int);

#ifdef __cplusplus
}
#endif

#endif
