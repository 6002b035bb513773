/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux. */
#ifndef _SYS_EVENTFD_H
#define _SYS_EVENTFD_H

#include <sys/cdefs.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EFD_SEMAPHORE 0x1
#define EFD_NONBLOCK 0x4000 /* O_NONBLOCK */
#define EFD_CLOEXEC 0x40000 /* O_CLOEXEC */

typedef uint64_t eventfd_t;

int eventfd (unsigned int, int);
int eventfd_read (int, eventfd_t *);
int eventfd_write (int, eventfd_t);

#ifdef __cplusplus
}
#endif

#endif
