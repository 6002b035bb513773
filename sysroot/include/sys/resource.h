/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/resource.h>. */
#ifndef _SYS_RESOURCE_H_
#define _SYS_RESOURCE_H_

#include <sys/cdefs.h>
#include <sys/time.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PRIO_PROCESS 0
#define PRIO_PGRP 1
#define PRIO_USER 2
#if __MISC_VISIBLE
/* BSD. */
#define PRIO_MIN (-20)
#define PRIO_MAX 20
#endif

typedef unsigned long rlim_t;

#define RLIM_INFINITY (~(rlim_t) 0)
#define RLIM_SAVED_MAX RLIM_INFINITY
#define RLIM_SAVED_CUR RLIM_INFINITY

struct rlimit
{
  rlim_t rlim_cur;
  rlim_t rlim_max;
};

#define RLIMIT_CPU 0
#define RLIMIT_FSIZE 1
#define RLIMIT_DATA 2
#define RLIMIT_STACK 3
#define RLIMIT_CORE 4
#define RLIMIT_NOFILE 5
#define RLIMIT_AS 6
#if __MISC_VISIBLE
/* BSD, Linux. */
#define RLIMIT_OFILE RLIMIT_NOFILE
#define RLIMIT_RSS 7
#define RLIMIT_NPROC 8
#define RLIMIT_MEMLOCK 9
#define RLIMIT_NLIMITS 10
#define RLIM_NLIMITS RLIMIT_NLIMITS
#endif

#define RUSAGE_SELF 0
#define RUSAGE_CHILDREN (-1)
#if __GNU_VISIBLE
/* Linux. */
#define RUSAGE_THREAD 1
#endif

/* The fields of Linux and BSD; ru_maxrss counts units of 1024 bytes. */
struct rusage
{
  struct timeval ru_utime;
  struct timeval ru_stime;
  long ru_maxrss;
  long ru_ixrss;
  long ru_idrss;
  long ru_isrss;
  long ru_minflt;
  long ru_majflt;
  long ru_nswap;
  long ru_inblock;
  long ru_oublock;
  long ru_msgsnd;
  long ru_msgrcv;
  long ru_nsignals;
  long ru_nvcsw;
  long ru_nivcsw;
};

int getpriority (int, id_t);
int getrlimit (int, struct rlimit *);
int getrusage (int, struct rusage *);
int setpriority (int, id_t, int);
int setrlimit (int, const struct rlimit *);

#ifdef __cplusplus
}
#endif

#endif
