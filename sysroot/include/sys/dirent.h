/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What <dirent.h> takes from the system: DIR, struct dirent and the file types of d_type. */
#ifndef _SYS_DIRENT_H
#define _SYS_DIRENT_H

#include <sys/cdefs.h>
#include <sys/types.h>

typedef struct __tern_dir DIR;

/*
 * NAME_MAX is 255 UTF-16 units, as in every Windows file system; in UTF-8 such a name takes up to 765 bytes, so d_name is
 * larger than NAME_MAX + 1. d_reclen is the length of the record up to the end of the name, rounded up to 8.
 */
struct dirent
{
  ino_t d_ino;
  off_t d_off;
  unsigned short d_reclen;
  unsigned char d_type;
  char d_name[1024];
};

#if __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE
/* POSIX.1-2024: what posix_getdents() writes. */
struct posix_dent
{
  ino_t d_ino;
  reclen_t d_reclen;
  unsigned char d_type;
  __extension__ char d_name[];
};
#endif

#if __MISC_VISIBLE
/* BSD. */
#define d_fileno d_ino
#define _DIRENT_HAVE_D_TYPE 1
#define _DIRENT_HAVE_D_RECLEN 1
#define _DIRENT_HAVE_D_OFF 1
#endif

#if __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
#define DT_UNKNOWN 0
#define DT_FIFO 1
#define DT_CHR 2
#define DT_DIR 4
#define DT_BLK 6
#define DT_REG 8
#define DT_LNK 10
#define DT_SOCK 12
#define DT_WHT 14
#define DT_MQ 16
#define DT_SEM 17
#define DT_SHM 18
#define DT_TMO 19
#endif

#if __MISC_VISIBLE
/* BSD: st_mode to d_type and back. */
#define IFTODT(mode) (((mode)&0170000) >> 12)
#define DTTOIF(type) ((type) << 12)
#endif

#endif
