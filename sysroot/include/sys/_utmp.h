/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The record that struct utmp and struct utmpx share. */
#ifndef _SYS__UTMP_H
#define _SYS__UTMP_H

#include <sys/time.h>
#include <sys/types.h>

#define EMPTY 0
#define RUN_LVL 1
#define BOOT_TIME 2
#define NEW_TIME 3
#define OLD_TIME 4
#define INIT_PROCESS 5
#define LOGIN_PROCESS 6
#define USER_PROCESS 7
#define DEAD_PROCESS 8

#define __UT_RECORD \
  { \
    short ut_type; \
    pid_t ut_pid; \
    char ut_line[32]; \
    char ut_id[4]; \
    char ut_user[64]; \
    char ut_host[256]; \
    int ut_session; \
    struct timeval ut_tv; \
    unsigned int ut_addr_v6[4]; \
    unsigned long __ut_reserved[4]; \
  }

#endif
