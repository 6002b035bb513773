/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux and Cygwin. */
#ifndef _MNTENT_H
#define _MNTENT_H

#include <sys/cdefs.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mntent
{
  char *mnt_fsname;
  char *mnt_dir;
  char *mnt_type;
  char *mnt_opts;
  int mnt_freq;
  int mnt_passno;
};

#define MNTTAB "/etc/mtab"
#define MOUNTED MNTTAB
#define MNTTYPE_IGNORE "ignore"
#define MNTTYPE_NFS "nfs"
#define MNTTYPE_SWAP "swap"
#define MNTOPT_DEFAULTS "defaults"
#define MNTOPT_RO "ro"
#define MNTOPT_RW "rw"
#define MNTOPT_SUID "suid"
#define MNTOPT_NOSUID "nosuid"
#define MNTOPT_NOAUTO "noauto"

FILE *setmntent (const char *, const char *);
struct mntent *getmntent (FILE *);
int endmntent (FILE *);
char *hasmntopt (const struct mntent *, const char *);
struct mntent *getmntent_r (FILE *, struct mntent *, char *, int);
int addmntent (FILE *, const struct mntent *);

#ifdef __cplusplus
}
#endif

#endif
