/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* GNU. */
#ifndef _ERROR_H
#define _ERROR_H

#include <sys/cdefs.h>

#ifdef __cplusplus
extern "C" {
#endif

extern unsigned int error_message_count;
extern int error_one_per_line;
extern void (*error_print_progname) (void);

void error (int, int, const char *, ...) __attribute__ ((__format__ (__printf__, 3, 4)));
void error_at_line (int, int, const char *, unsigned int, const char *, ...) __attribute__ ((__format__ (__printf__, 5, 6)));

#ifdef __cplusplus
}
#endif

#endif
