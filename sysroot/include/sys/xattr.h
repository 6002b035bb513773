/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux and Cygwin. */
#ifndef _SYS_XATTR_H
#define _SYS_XATTR_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define XATTR_CREATE 1
#define XATTR_REPLACE 2
#define XATTR_NAME_MAX 255
#define XATTR_SIZE_MAX 65536
#define XATTR_LIST_MAX 65536
#define XATTR_USER_PREFIX "user."
#define XATTR_USER_PREFIX_LEN (sizeof (XATTR_USER_PREFIX) - 1)

ssize_t getxattr (const char *, const char *, void *, size_t);
ssize_t lgetxattr (const char *, const char *, void *, size_t);
ssize_t fgetxattr (int, const char *, void *, size_t);
ssize_t listxattr (const char *, char *, size_t);
ssize_t llistxattr (const char *, char *, size_t);
ssize_t flistxattr (int, char *, size_t);
int setxattr (const char *, const char *, const void *, size_t, int);
int lsetxattr (const char *, const char *, const void *, size_t, int);
int fsetxattr (int, const char *, const void *, size_t, int);
int removexattr (const char *, const char *);
int lremovexattr (const char *, const char *);
int fremovexattr (int, const char *);

#ifdef __cplusplus
}
#endif

#endif
