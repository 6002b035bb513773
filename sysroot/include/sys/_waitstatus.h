/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Reading a wait status: <sys/wait.h> and <stdlib.h> owe these both. The encoding is in <sys/wait.h>. */
#ifndef _SYS__WAITSTATUS_H
#define _SYS__WAITSTATUS_H

#define WNOHANG 0x0001
#define WUNTRACED 0x0002

#define WIFEXITED(w) (((w) & 0xff) == 0)
#define WIFSIGNALED(w) (((w) & 0x7f) > 0 && ((w) & 0x7f) < 0x7f)
#define WIFSTOPPED(w) (((w) & 0xff) == 0x7f)
#define WEXITSTATUS(w) (((w) >> 8) & 0xff)
#define WTERMSIG(w) ((w) & 0x7f)
#define WSTOPSIG(w) (((w) >> 8) & 0xff)

#endif
