/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux and Cygwin. */
#ifndef _SYS_VFS_H
#define _SYS_VFS_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct
{
  int __val[2];
} fsid_t;

struct statfs
{
  long f_type; /* one of the numbers below */
  long f_bsize;
  fsblkcnt_t f_blocks;
  fsblkcnt_t f_bfree;
  fsblkcnt_t f_bavail;
  fsfilcnt_t f_files;
  fsfilcnt_t f_ffree;
  long f_fsid;
  long f_namelen;
  long f_frsize;
  long f_flags;
  long f_spare[5];
};

#define FAT_SUPER_MAGIC 0x4006
#define EXFAT_SUPER_MAGIC 0x2011bab0
#define NTFS_SUPER_MAGIC 0x5346544e
#define NFS_SUPER_MAGIC 0x6969
#define SMB_SUPER_MAGIC 0x517b
#define ISOFS_SUPER_MAGIC 0x9660
#define UDF_SUPER_MAGIC 0x15013346
#define PROC_SUPER_MAGIC 0x9fa0

int fstatfs (int, struct statfs *);
int statfs (const char *, struct statfs *);

#ifdef __cplusplus
}
#endif

#endif
