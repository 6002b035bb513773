/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <poll.h>. */
#ifndef _POLL_H
#define _POLL_H

#include <sys/poll.h>

#endif
