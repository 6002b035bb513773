/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <glob.h>. */
#ifndef _GLOB_H_
#define _GLOB_H_

#include <sys/cdefs.h>
#define __need_size_t
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct stat;
struct dirent;

typedef struct
{
  size_t gl_pathc;
  size_t gl_matchc; /* BSD: paths that matched, in this call */
  size_t gl_offs;
  int gl_flags;
  char **gl_pathv;
  int (*gl_errfunc) (const char *, int);
  /* BSD and GNU: what to look at files with when GLOB_ALTDIRFUNC is set. */
  void (*gl_closedir) (void *);
  struct dirent *(*gl_readdir) (void *);
  void *(*gl_opendir) (const char *);
  int (*gl_lstat) (const char *, struct stat *);
  int (*gl_stat) (const char *, struct stat *);
  unsigned long __gl_reserved[4];
} glob_t;

#define GLOB_APPEND 0x0001
#define GLOB_DOOFFS 0x0002
#define GLOB_ERR 0x0004
#define GLOB_MARK 0x0008
#define GLOB_NOCHECK 0x0010
#define GLOB_NOSORT 0x0020
#define GLOB_NOESCAPE 0x2000
#if __MISC_VISIBLE || defined _LIBC
/* BSD and GNU. */
#define GLOB_ALTDIRFUNC 0x0040
#define GLOB_BRACE 0x0080
#define GLOB_MAGCHAR 0x0100
#define GLOB_NOMAGIC 0x0200
#define GLOB_QUOTE 0x0400
#define GLOB_TILDE 0x0800
#define GLOB_LIMIT 0x1000
#define GLOB_MAXPATH GLOB_LIMIT
#define GLOB_TILDE_CHECK 0x4000
#define GLOB_ONLYDIR 0x8000
#define GLOB_PERIOD 0x10000
#endif

#define GLOB_NOSPACE (-1)
#define GLOB_ABORTED (-2)
#define GLOB_NOMATCH (-3)
#if __MISC_VISIBLE || defined _LIBC
#define GLOB_ABEND GLOB_ABORTED
#endif

int glob (const char *__restrict, int, int (*) (const char *, int), glob_t *__restrict);
void globfree (glob_t *);
#if __GNU_VISIBLE
/* GNU: whether the pattern has special characters; quote says whether a backslash takes their meaning. */
int glob_pattern_p (const char *, int);
#endif

#ifdef __cplusplus
}
#endif

#endif
