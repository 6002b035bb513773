/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD and Linux. */
#ifndef _PTY_H
#define _PTY_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <termios.h>

#ifdef __cplusplus
extern "C" {
#endif

int openpty (int *, int *, char *, const struct termios *, const struct winsize *);
int forkpty (int *, char *, const struct termios *, const struct winsize *);
int login_tty (int);

#ifdef __cplusplus
}
#endif

#endif
