/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <termios.h>. */
#ifndef _TERMIOS_H
#define _TERMIOS_H

#include <sys/termios.h>

#endif
