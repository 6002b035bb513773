/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/stat.h>. newlib's says that st_blocks counts kilobytes; here it counts 512 bytes, as programs assume. */
#ifndef _SYS_STAT_H
#define _SYS_STAT_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_timespec.h>
#include <time.h>
#include <cygwin/stat.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef _LIBC
#define stat64 stat
#endif

#define S_IFMT 0170000
#define S_IFDIR 0040000
#define S_IFCHR 0020000
#define S_IFBLK 0060000
#define S_IFREG 0100000
#define S_IFLNK 0120000
#define S_IFSOCK 0140000
#define S_IFIFO 0010000

#define S_ISUID 0004000
#define S_ISGID 0002000
#define S_ISVTX 0001000
#define S_IRWXU 0000700
#define S_IRUSR 0000400
#define S_IWUSR 0000200
#define S_IXUSR 0000100
#define S_IRWXG 0000070
#define S_IRGRP 0000040
#define S_IWGRP 0000020
#define S_IXGRP 0000010
#define S_IRWXO 0000007
#define S_IROTH 0000004
#define S_IWOTH 0000002
#define S_IXOTH 0000001

#define S_ISBLK(mode) (((mode) &S_IFMT) == S_IFBLK)
#define S_ISCHR(mode) (((mode) &S_IFMT) == S_IFCHR)
#define S_ISDIR(mode) (((mode) &S_IFMT) == S_IFDIR)
#define S_ISFIFO(mode) (((mode) &S_IFMT) == S_IFIFO)
#define S_ISREG(mode) (((mode) &S_IFMT) == S_IFREG)
#define S_ISLNK(mode) (((mode) &S_IFMT) == S_IFLNK)
#define S_ISSOCK(mode) (((mode) &S_IFMT) == S_IFSOCK)

#if __BSD_VISIBLE
/* BSD. */
#define S_BLKSIZE 512
#define S_IREAD S_IRUSR
#define S_IWRITE S_IWUSR
#define S_IEXEC S_IXUSR
#define ACCESSPERMS (S_IRWXU | S_IRWXG | S_IRWXO)
#define ALLPERMS (S_ISUID | S_ISGID | S_ISVTX | ACCESSPERMS)
#define DEFFILEMODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)
#endif
/* System V's and newlib's old names. */
#define _IFMT S_IFMT
#define _IFDIR S_IFDIR
#define _IFCHR S_IFCHR
#define _IFBLK S_IFBLK
#define _IFREG S_IFREG
#define _IFLNK S_IFLNK
#define _IFSOCK S_IFSOCK
#define _IFIFO S_IFIFO

#define UTIME_NOW (-2L)
#define UTIME_OMIT (-1L)

int chmod (const char *, mode_t);
int fchmod (int, mode_t);
int fstat (int, struct stat *);
int lstat (const char *__restrict, struct stat *__restrict);
int mkdir (const char *, mode_t);
int mkfifo (const char *, mode_t);
int mknod (const char *, mode_t, dev_t);
int stat (const char *__restrict, struct stat *__restrict);
mode_t umask (mode_t);
#if __ATFILE_VISIBLE
int fchmodat (int, const char *, mode_t, int);
int fstatat (int, const char *__restrict, struct stat *__restrict, int);
int mkdirat (int, const char *, mode_t);
int mkfifoat (int, const char *, mode_t);
int mknodat (int, const char *, mode_t, dev_t);
int utimensat (int, const char *, const struct timespec[2], int);
#endif
#if __POSIX_VISIBLE >= 200809
int futimens (int, const struct timespec[2]);
#endif

#ifdef _LIBC
int _fstat (int, struct stat *);
int _stat (const char *__restrict, struct stat *__restrict);
int _mkdir (const char *, mode_t);
#endif

#ifdef __cplusplus
}
#endif

#endif
