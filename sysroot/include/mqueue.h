/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <mqueue.h>. */
#ifndef _MQUEUE_H
#define _MQUEUE_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int mqd_t;

struct mq_attr
{
  long mq_flags;
  long mq_maxmsg;
  long mq_msgsize;
  long mq_curmsgs;
  long __mq_reserved[4];
};

int mq_close (mqd_t);
int mq_getattr (mqd_t, struct mq_attr *);
int mq_notify (mqd_t, const struct sigevent *);
mqd_t mq_open (const char *, int, ...);
ssize_t mq_receive (mqd_t, char *, size_t, unsigned int *);
int mq_send (mqd_t, const char *, size_t, unsigned int);
int mq_setattr (mqd_t, const struct mq_attr *__restrict, struct mq_attr *__restrict);
ssize_t mq_timedreceive (mqd_t, char *__restrict, size_t, unsigned int *__restrict, const struct timespec *__restrict);
int mq_timedsend (mqd_t, const char *, size_t, unsigned int, const struct timespec *);
int mq_unlink (const char *);

#ifdef __cplusplus
}
#endif

#endif
