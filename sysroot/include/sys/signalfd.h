/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux and Cygwin. */
#ifndef _SYS_SIGNALFD_H
#define _SYS_SIGNALFD_H

#include <sys/cdefs.h>
#include <signal.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SFD_NONBLOCK 0x4000 /* O_NONBLOCK */
#define SFD_CLOEXEC 0x40000 /* O_CLOEXEC */

/* 128 bytes, as read() gives them. */
struct signalfd_siginfo
{
  uint32_t ssi_signo;
  int32_t ssi_errno;
  int32_t ssi_code;
  uint32_t ssi_pid;
  uint32_t ssi_uid;
  int32_t ssi_fd;
  uint32_t ssi_tid;
  uint32_t ssi_band;
  uint32_t ssi_overrun;
  uint32_t ssi_trapno;
  int32_t ssi_status;
  int32_t ssi_int;
  uint64_t ssi_ptr;
  uint64_t ssi_utime;
  uint64_t ssi_stime;
  uint64_t ssi_addr;
  uint8_t __pad[48];
};

int signalfd (int, const sigset_t *, int);

#ifdef __cplusplus
}
#endif

#endif
