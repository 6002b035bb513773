/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/uio.h>. */
#ifndef _SYS_UIO_H
#define _SYS_UIO_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_iovec.h>

#ifdef __cplusplus
extern "C" {
#endif

ssize_t readv (int, const struct iovec *, int);
ssize_t writev (int, const struct iovec *, int);

#if __MISC_VISIBLE
/* BSD and Linux. */
#define UIO_MAXIOV 1024
ssize_t preadv (int, const struct iovec *, int, off_t);
ssize_t pwritev (int, const struct iovec *, int, off_t);
#endif

#ifdef __cplusplus
}
#endif

#endif
