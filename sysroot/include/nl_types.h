/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <nl_types.h>. */
#ifndef _NL_TYPES_H
#define _NL_TYPES_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NL_SETD 1
#define NL_CAT_LOCALE 1

typedef struct __tern_catalogue *nl_catd;
#ifndef _NL_ITEM_DECLARED
typedef __nl_item nl_item;
#define _NL_ITEM_DECLARED
#endif

int catclose (nl_catd);
char *catgets (nl_catd, int, int, const char *);
nl_catd catopen (const char *, int);

#ifdef __cplusplus
}
#endif

#endif
