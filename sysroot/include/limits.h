/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <limits.h>. The ISO C part is the compiler's. A limit that varies is left to sysconf() and pathconf(). */
#ifndef _TERN_LIMITS_H
#define _TERN_LIMITS_H

#include <sys/cdefs.h>

#define MB_LEN_MAX 8

#if __POSIX_VISIBLE || __XSI_VISIBLE

/* Runtime invariant values. */
#define AIO_LISTIO_MAX 32
#define AIO_MAX 64
#define AIO_PRIO_DELTA_MAX 0
#define ARG_MAX 2097152 /* a native child takes at most 32767 characters */
#define ATEXIT_MAX 32
#define CHILD_MAX 1024
#define DELAYTIMER_MAX __INT_MAX__
#define HOST_NAME_MAX 255
#define IOV_MAX 1024
#define LOGIN_NAME_MAX 256
#define MQ_OPEN_MAX 256
#define MQ_PRIO_MAX 32768
#define OPEN_MAX 3200
#define PTHREAD_DESTRUCTOR_ITERATIONS 4
#define PTHREAD_KEYS_MAX 1024
#define PTHREAD_STACK_MIN 131072
#define RTSIG_MAX 33
#define SEM_NSEMS_MAX __INT_MAX__
#define SEM_VALUE_MAX __INT_MAX__
#define SIGQUEUE_MAX 1024
#define STREAM_MAX OPEN_MAX
#define SYMLOOP_MAX 40
#define TIMER_MAX 256
#define TTY_NAME_MAX 32
#define TZNAME_MAX 64

/* Pathname variable values. NAME_MAX counts UTF-16 units; see <sys/dirent.h>. */
#define FILESIZEBITS 64
#define LINK_MAX 1023
#define MAX_CANON 4095
#define MAX_INPUT 4095
#define NAME_MAX 255
#define PATH_MAX 4096
#define PIPE_BUF 4096
#define SYMLINK_MAX 4095
#define TEXTDOMAIN_MAX 255

/* Runtime increasable values. */
#define BC_BASE_MAX 99
#define BC_DIM_MAX 2048
#define BC_SCALE_MAX 99
#define BC_STRING_MAX 1000
#define CHARCLASS_NAME_MAX 14
#define COLL_WEIGHTS_MAX 2
#define EXPR_NEST_MAX 32
#define LINE_MAX 2048
#define NGROUPS_MAX 1024
#define RE_DUP_MAX 255

/* Constants. */
#define GETENTROPY_MAX 256
#define LONG_BIT 64
#define NSIG_MAX 65
#define NZERO 20
#define SSIZE_MAX __LONG_MAX__
#define WORD_BIT 32

/* Message catalogues and formats (XSI). */
#define NL_ARGMAX 32
#define NL_LANGMAX 14
#define NL_MSGMAX 32767
#define NL_NMAX 1
#define NL_SETMAX 255
#define NL_TEXTMAX 2048

/* Maximum and minimum values that POSIX fixes. */
#define _POSIX_CLOCKRES_MIN 20000000
#define _POSIX_AIO_LISTIO_MAX 2
#define _POSIX_AIO_MAX 1
#define _POSIX_ARG_MAX 4096
#define _POSIX_CHILD_MAX 25
#define _POSIX_DELAYTIMER_MAX 32
#define _POSIX_HOST_NAME_MAX 255
#define _POSIX_LINK_MAX 8
#define _POSIX_LOGIN_NAME_MAX 9
#define _POSIX_MAX_CANON 255
#define _POSIX_MAX_INPUT 255
#define _POSIX_MQ_OPEN_MAX 8
#define _POSIX_MQ_PRIO_MAX 32
#define _POSIX_NAME_MAX 14
#define _POSIX_NGROUPS_MAX 8
#define _POSIX_OPEN_MAX 20
#define _POSIX_PATH_MAX 256
#define _POSIX_PIPE_BUF 512
#define _POSIX_RE_DUP_MAX 255
#define _POSIX_RTSIG_MAX 8
#define _POSIX_SEM_NSEMS_MAX 256
#define _POSIX_SEM_VALUE_MAX 32767
#define _POSIX_SIGQUEUE_MAX 32
#define _POSIX_SSIZE_MAX 32767
#define _POSIX_SS_REPL_MAX 4
#define _POSIX_STREAM_MAX 8
#define _POSIX_SYMLINK_MAX 255
#define _POSIX_SYMLOOP_MAX 8
#define _POSIX_THREAD_DESTRUCTOR_ITERATIONS 4
#define _POSIX_THREAD_KEYS_MAX 128
#define _POSIX_THREAD_THREADS_MAX 64
#define _POSIX_TIMER_MAX 32
#define _POSIX_TTY_NAME_MAX 9
#define _POSIX_TZNAME_MAX 6
#define _POSIX2_BC_BASE_MAX 99
#define _POSIX2_BC_DIM_MAX 2048
#define _POSIX2_BC_SCALE_MAX 99
#define _POSIX2_BC_STRING_MAX 1000
#define _POSIX2_CHARCLASS_NAME_MAX 14
#define _POSIX2_COLL_WEIGHTS_MAX 2
#define _POSIX2_EXPR_NEST_MAX 32
#define _POSIX2_LINE_MAX 2048
#define _POSIX2_RE_DUP_MAX 255
#define _XOPEN_IOV_MAX 16
#define _XOPEN_NAME_MAX 255
#define _XOPEN_PATH_MAX 1024

#endif /* __POSIX_VISIBLE || __XSI_VISIBLE */

#endif

/* The compiler's own header, when it is not the one that included this file. */
#if defined __GNUC__ && !defined _GCC_LIMITS_H_
#include_next <limits.h>
#endif
