/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <dlfcn.h>. */
#ifndef _DLFCN_H
#define _DLFCN_H

#include <sys/cdefs.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RTLD_LOCAL 0
#define RTLD_LAZY 1
#define RTLD_NOW 2
#define RTLD_GLOBAL 4
#if __MISC_VISIBLE
/* Linux and BSD. */
#define RTLD_NODELETE 8
#define RTLD_NOLOAD 16
#define RTLD_DEEPBIND 32
#endif

#if __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE
#define RTLD_DEFAULT ((void *) 0)
#define RTLD_NEXT ((void *) -1)
#endif

void *dlopen (const char *, int);
int dlclose (void *);
void *dlsym (void *__restrict, const char *__restrict);
char *dlerror (void);

#if __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE
typedef struct Dl_info
{
  const char *dli_fname;
  void *dli_fbase;
  const char *dli_sname;
  void *dli_saddr;
} Dl_info_t;
typedef Dl_info_t Dl_info;

int dladdr (const void *__restrict, Dl_info_t *__restrict);
#endif

#if __BSD_VISIBLE
/* BSD: dlsym() for functions. */
struct __dlfunc_arg
{
  int __dlfunc_dummy;
};
typedef void (*dlfunc_t) (struct __dlfunc_arg);
dlfunc_t dlfunc (void *__restrict, const char *__restrict);
#endif

#ifdef __cplusplus
}
#endif

#endif
