/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux. */
#ifndef _LASTLOG_H
#define _LASTLOG_H

#include <sys/types.h>

struct lastlog
{
  time_t ll_time;
  char ll_line[32];
  char ll_host[256];
};

#endif
