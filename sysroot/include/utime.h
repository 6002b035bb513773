/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* XSI until Issue 7; still used. */
#ifndef _UTIME_H
#define _UTIME_H

#include <sys/utime.h>

#endif
