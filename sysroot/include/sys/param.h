/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD. */
#ifndef _SYS_PARAM_H
#define _SYS_PARAM_H

#include <sys/types.h>
#include <limits.h>
#include <machine/endian.h>
#include <signal.h>

#define MAXPATHLEN 4096
#define MAXSYMLINKS 40
#define MAXHOSTNAMELEN 256
#define MAXLOGNAME 256
#define MAXCOMLEN 16
#define NGROUPS 1024
#define NCARGS 2097152
#define NOFILE 3200
#define NOGROUP ((gid_t) -1)
#define CANBSIZ 4095
#define DEV_BSIZE 512
#define NODEV ((dev_t) -1)
#ifndef NBBY
#define NBBY 8
#endif
/* Ticks a second of times(): sysconf(_SC_CLK_TCK). */
#ifndef HZ
#define HZ 100
#endif

#define setbit(a, i) ((a)[(i) / NBBY] |= 1 << ((i) % NBBY))
#define clrbit(a, i) ((a)[(i) / NBBY] &= ~(1 << ((i) % NBBY)))
#define isset(a, i) ((a)[(i) / NBBY] & (1 << ((i) % NBBY)))
#define isclr(a, i) (((a)[(i) / NBBY] & (1 << ((i) % NBBY))) == 0)

#ifndef howmany
#define howmany(x, y) (((x) + ((y) - 1)) / (y))
#endif
#define roundup(x, y) ((((x) + ((y) - 1)) / (y)) * (y))
#define powerof2(x) ((((x) - 1) & (x)) == 0)

#ifndef MIN
#define MIN(a, b) (((a) < (b)) ? (a) : (b))
#endif
#ifndef MAX
#define MAX(a, b) (((a) > (b)) ? (a) : (b))
#endif

#endif
