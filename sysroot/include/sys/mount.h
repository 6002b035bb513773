/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Cygwin: mount() into the table of the running session; Linux's names for the flags that mean the same. */
#ifndef _SYS_MOUNT_H
#define _SYS_MOUNT_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BLOCK_SIZE 1024
#define BLOCK_SIZE_BITS 10

#define MOUNT_TEXT 0x00001
#define MOUNT_BINARY 0x00002
#define MOUNT_SYSTEM 0x00008
#define MOUNT_EXEC 0x00010
#define MOUNT_CYGDRIVE 0x00020
#define MOUNT_CYGWIN_EXEC 0x00040
#define MOUNT_SPARSE 0x00080
#define MOUNT_NOTEXEC 0x00100
#define MOUNT_NOACL 0x00800
#define MOUNT_NOPOSIX 0x01000
#define MOUNT_OVERRIDE 0x02000
#define MOUNT_IMMUTABLE 0x04000
#define MOUNT_AUTOMATIC 0x08000
#define MOUNT_DOS 0x10000
#define MOUNT_IHASH 0x20000
#define MOUNT_BIND 0x40000
#define MOUNT_USER_TEMP 0x80000
#define MOUNT_RO 0x1000000

int mount (const char *, const char *, unsigned int);
int umount (const char *);
int cygwin_umount (const char *, unsigned int);

#ifdef __cplusplus
}
#endif

#endif
