/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <devctl.h>. */
#ifndef _DEVCTL_H
#define _DEVCTL_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

int posix_devctl (int, int, void *__restrict, size_t, int *__restrict);

#ifdef __cplusplus
}
#endif

#endif
