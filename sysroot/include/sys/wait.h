/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * POSIX.1-2024 XBD <sys/wait.h>. A status is an int: exit code in bits 8-15, terminating signal in bits 0-6, core dump in bit 7;
 * 0x7f in the low byte: stopped by the signal in bits 8-15; 0xffff: continued.
 */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/resource.h>
#include <signal.h>

#ifdef __cplusplus
extern "C" {
#endif

#include <sys/_waitstatus.h>

#define WSTOPPED WUNTRACED
#define WEXITED 0x0004
#define WCONTINUED 0x0008
#define WNOWAIT 0x0100

#define WIFCONTINUED(w) (((w) & 0xffff) == 0xffff)
#define WCOREDUMP(w) (((w) & 0x80) != 0)

#if __MISC_VISIBLE
/* BSD. */
#define W_EXITCODE(ret, sig) (((ret) << 8) | (sig))
#define W_STOPCODE(sig) (((sig) << 8) | 0x7f)
#define WAIT_ANY (-1)
#define WAIT_MYPGRP 0
#endif

typedef enum
{
  P_ALL,
  P_PID,
  P_PGID
} idtype_t;

pid_t wait (int *);
pid_t waitpid (pid_t, int *, int);
int waitid (idtype_t, id_t, siginfo_t *, int);

#if __MISC_VISIBLE
/* BSD. */
pid_t wait3 (int *, int, struct rusage *);
pid_t wait4 (pid_t, int *, int, struct rusage *);
#endif

#ifdef _LIBC
pid_t _wait (int *);
#endif

#ifdef __cplusplus
}
#endif

#endif
