/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux. */
#ifndef _CRYPT_H
#define _CRYPT_H

#include <sys/cdefs.h>

#ifdef __cplusplus
extern "C" {
#endif

struct crypt_data
{
  char output[384];
  char setting[384];
  char input[512];
  char initialized;
  char __reserved[767];
  char __internal[30720];
};

char *crypt (const char *, const char *);
char *crypt_r (const char *, const char *, struct crypt_data *);

#ifdef __cplusplus
}
#endif

#endif
