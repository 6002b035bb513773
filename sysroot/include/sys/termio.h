/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* System V: struct termio and its ioctl requests. */
#ifndef _SYS_TERMIO_H
#define _SYS_TERMIO_H

#include <sys/termios.h>
#include <sys/ioctl.h>

#define NCC 8

struct termio
{
  unsigned short c_iflag;
  unsigned short c_oflag;
  unsigned short c_cflag;
  unsigned short c_lflag;
  unsigned char c_line;
  unsigned char c_cc[NCC];
};

#endif
