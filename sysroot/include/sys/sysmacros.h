/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux and BSD: device numbers; 32 bits major, 32 bits minor. */
#ifndef _SYS_SYSMACROS_H
#define _SYS_SYSMACROS_H

#define major(dev) ((unsigned int) ((unsigned long) (dev) >> 32))
#define minor(dev) ((unsigned int) (unsigned long) (dev))
#define makedev(maj, min) (((unsigned long) (maj) << 32) | (unsigned int) (min))
#define gnu_dev_major(dev) major (dev)
#define gnu_dev_minor(dev) minor (dev)
#define gnu_dev_makedev(maj, min) makedev (maj, min)

#endif
