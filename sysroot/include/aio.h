/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <aio.h>. */
#ifndef _AIO_H
#define _AIO_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <signal.h>

#ifdef __cplusplus
extern "C" {
#endif

struct aiocb
{
  int aio_fildes;
  int aio_lio_opcode;
  int aio_reqprio;
  int __aio_pad;
  off_t aio_offset;
  volatile void *aio_buf;
  size_t aio_nbytes;
  struct sigevent aio_sigevent;
  unsigned long __aio_reserved[12]; /* the runtime's */
};

#define AIO_ALLDONE 0
#define AIO_CANCELED 1
#define AIO_NOTCANCELED 2
#define LIO_NOP 0
#define LIO_READ 1
#define LIO_WRITE 2
#define LIO_NOWAIT 0
#define LIO_WAIT 1

int aio_cancel (int, struct aiocb *);
int aio_error (const struct aiocb *);
int aio_fsync (int, struct aiocb *);
int aio_read (struct aiocb *);
ssize_t aio_return (struct aiocb *);
int aio_suspend (const struct aiocb *const[], int, const struct timespec *);
int aio_write (struct aiocb *);
int lio_listio (int, struct aiocb *const[], int, struct sigevent *__restrict);

#ifdef __cplusplus
}
#endif

#endif
