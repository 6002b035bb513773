/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux: libattr's old name. */
#include <sys/xattr.h>
#include <errno.h>
#ifndef ENOATTR
#define ENOATTR ENODATA
#endif
