/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux and Cygwin: the older form of <utmpx.h>. */
#ifndef _UTMP_H
#define _UTMP_H

#include <sys/utmp.h>

#endif
