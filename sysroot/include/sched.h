/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sched.h>. */
#ifndef _SCHED_H_
#define _SCHED_H_

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/sched.h>
#if __GNU_VISIBLE
#include <sys/cpuset.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

int sched_get_priority_max (int);
int sched_get_priority_min (int);
int sched_getparam (pid_t, struct sched_param *);
int sched_getscheduler (pid_t);
int sched_rr_get_interval (pid_t, struct timespec *);
int sched_setparam (pid_t, const struct sched_param *);
int sched_setscheduler (pid_t, int, const struct sched_param *);
int sched_yield (void);

#if __GNU_VISIBLE
/* Linux. */
int sched_getaffinity (pid_t, size_t, cpu_set_t *);
int sched_getcpu (void);
int sched_setaffinity (pid_t, size_t, const cpu_set_t *);
#endif

#ifdef __cplusplus
}
#endif

#endif
