/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* struct winsize, which <termios.h> and <sys/ioctl.h> share. */
#ifndef _SYS__WINSIZE_H
#define _SYS__WINSIZE_H

struct winsize
{
  unsigned short ws_row;
  unsigned short ws_col;
  unsigned short ws_xpixel; /* unused unless the terminal says */
  unsigned short ws_ypixel;
};

#endif
