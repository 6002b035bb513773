/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux and Cygwin. */
#ifndef _SYS_SYSINFO_H
#define _SYS_SYSINFO_H

#include <sys/cdefs.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sysinfo
{
  long uptime; /* seconds */
  unsigned long loads[3]; /* times 65536 */
  unsigned long totalram; /* in units of mem_unit */
  unsigned long freeram;
  unsigned long sharedram;
  unsigned long bufferram;
  unsigned long totalswap;
  unsigned long freeswap;
  unsigned short procs;
  unsigned short __pad;
  unsigned int mem_unit;
  unsigned long totalhigh;
  unsigned long freehigh;
  unsigned long __reserved[4];
};

int sysinfo (struct sysinfo *);
int get_nprocs (void);
int get_nprocs_conf (void);
long get_phys_pages (void);
long get_avphys_pages (void);

#ifdef __cplusplus
}
#endif

#endif
