/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _SYS__IOVEC_H
#define _SYS__IOVEC_H

#define __need_size_t
#include <stddef.h>

struct iovec
{
  void *iov_base;
  size_t iov_len;
};

#endif
