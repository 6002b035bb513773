/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Cygwin: the few names of Microsoft's <io.h> that ported programs use. */
#ifndef _IO_H_
#define _IO_H_

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The Win32 handle of a descriptor; -1 and EBADF when it is not open. It stays the runtime's: do not close it. */
long get_osfhandle (int);
long _get_osfhandle (int);
/* Sets O_TEXT or O_BINARY on a descriptor and returns the mode before. */
int setmode (int, int);
int _setmode (int, int);
int access (const char *, int);

#ifdef __cplusplus
}
#endif

#endif
