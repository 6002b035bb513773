/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MACHTIME_H_
#define _MACHTIME_H_

/* XSI requires one million. */
#define _CLOCKS_PER_SEC_ 1000000

#endif
