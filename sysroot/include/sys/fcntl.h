/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What <fcntl.h> owes beyond newlib's list: struct flock, POSIX.1-2024's close-on-fork and OFD locks, file advice. */
#ifndef _SYS_FCNTL_H_
#define _SYS_FCNTL_H_

#include <sys/_default_fcntl.h>

#ifdef __cplusplus
extern "C" {
#endif

struct flock
{
  short l_type;
  short l_whence;
  off_t l_start;
  off_t l_len;
  pid_t l_pid;
  int __l_pad;
};

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif
#if __GNU_VISIBLE || __POSIX_VISIBLE >= 202405
#ifndef SEEK_HOLE
#define SEEK_DATA 3
#define SEEK_HOLE 4
#endif
#endif

#define O_TTY_INIT 0
#if __MISC_VISIBLE || __BSD_VISIBLE
/* System V. */
#define O_NDELAY O_NONBLOCK
#endif
#if __MISC_VISIBLE
/* Linux: every offset has 64 bits. */
#define O_LARGEFILE 0
#define O_ASYNC _FASYNC
#define O_FSYNC _FSYNC
/* Cygwin, for sources from DOS. */
#define _O_RDONLY O_RDONLY
#define _O_WRONLY O_WRONLY
#define _O_RDWR O_RDWR
#define _O_APPEND O_APPEND
#define _O_CREAT O_CREAT
#define _O_TRUNC O_TRUNC
#define _O_EXCL O_EXCL
#define _O_TEXT O_TEXT
#define _O_BINARY O_BINARY
#define _O_RAW O_BINARY
#define O_NOINHERIT O_CLOEXEC
#define _O_NOINHERIT O_CLOEXEC
#endif

#if __POSIX_VISIBLE >= 202405 || __GNU_VISIBLE
#define _FNOFORK 0x4000000
#define O_CLOFORK _FNOFORK
#define FD_CLOFORK 2
#define F_DUPFD_CLOFORK 16
#define F_OFD_GETLK 17
#define F_OFD_SETLK 18
#define F_OFD_SETLKW 19
#define F_GETOWN_EX 20
#define F_SETOWN_EX 21
#define F_OWNER_PID 0
#define F_OWNER_PGRP 1
struct f_owner_ex
{
  int type;
  pid_t pid;
};
#endif
#if __BSD_VISIBLE
/* BSD: duplicate onto the given number. */
#define F_DUP2FD 15
#endif
#if __GNU_VISIBLE
/* Linux. */
#define F_SETPIPE_SZ 22
#define F_GETPIPE_SZ 23
#define F_ADD_SEALS 24
#define F_GET_SEALS 25
#endif

#if __POSIX_VISIBLE >= 200112
#define POSIX_FADV_NORMAL 0
#define POSIX_FADV_SEQUENTIAL 1
#define POSIX_FADV_RANDOM 2
#define POSIX_FADV_WILLNEED 3
#define POSIX_FADV_DONTNEED 4
#define POSIX_FADV_NOREUSE 5

int posix_fadvise (int, off_t, off_t, int);
int posix_fallocate (int, off_t, off_t);
#endif

#ifdef __cplusplus
}
#endif

#endif
