/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux. */
#ifndef _SYS_STATFS_H
#define _SYS_STATFS_H

#include <sys/vfs.h>

#endif
