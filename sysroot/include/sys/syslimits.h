/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD: the limits without the ISO C part. */
#ifndef _SYS_SYSLIMITS_H
#define _SYS_SYSLIMITS_H

#include <limits.h>

#endif
