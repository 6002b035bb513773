/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* struct stat and what else <sys/stat.h> takes from the system. */
#ifndef _CYGWIN_STAT_H
#define _CYGWIN_STAT_H

#include <sys/_timespec.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 200 bytes: docs/abi.md. st_blocks counts units of 512 bytes (S_BLKSIZE). */
struct stat
{
  dev_t st_dev;
  ino_t st_ino;
  nlink_t st_nlink;
  mode_t st_mode;
  uid_t st_uid;
  gid_t st_gid;
  unsigned int __st_pad;
  dev_t st_rdev;
  off_t st_size;
  blksize_t st_blksize;
  blkcnt_t st_blocks;
  struct timespec st_atim;
  struct timespec st_mtim;
  struct timespec st_ctim;
  struct timespec st_birthtim; /* BSD, Cygwin: creation time */
  unsigned long __st_reserved[8];
};

#define st_atime st_atim.tv_sec
#define st_mtime st_mtim.tv_sec
#define st_ctime st_ctim.tv_sec
#if __BSD_VISIBLE
#define st_birthtime st_birthtim.tv_sec
/* BSD's names of the time fields. */
#define st_atimespec st_atim
#define st_mtimespec st_mtim
#define st_ctimespec st_ctim
#define st_birthtimespec st_birthtim
#endif

/* IPC objects are not files here (POSIX allows it). */
#define S_TYPEISMQ(buf) ((void) (buf), 0)
#define S_TYPEISSEM(buf) ((void) (buf), 0)
#define S_TYPEISSHM(buf) ((void) (buf), 0)
#define S_TYPEISTMO(buf) ((void) (buf), 0)

#if __BSD_VISIBLE
/* BSD. */
int lchmod (const char *, mode_t);
#endif

#ifdef __cplusplus
}
#endif

#endif
