/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD: flock() and its operations. */
#ifndef _SYS_FILE_H
#define _SYS_FILE_H

#include <fcntl.h>

/* 4.2BSD's names for the last argument of lseek(). */
#define L_SET 0
#define L_INCR 1
#define L_CURR 1
#define L_XTND 2

#ifndef F_OK
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#endif

#endif
