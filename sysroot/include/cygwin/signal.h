/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Signal numbers, structures and codes for <signal.h>. Sizes are ABI: docs/abi.md. */
#ifndef _CYGWIN_SIGNAL_H
#define _CYGWIN_SIGNAL_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_sigset.h>

#if !defined(_SIGSET_T_DECLARED)
#define _SIGSET_T_DECLARED
typedef __sigset_t sigset_t;
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGILL 4
#define SIGTRAP 5
#define SIGABRT 6
#define SIGIOT SIGABRT
#define SIGEMT 7
#define SIGFPE 8
#define SIGKILL 9
#define SIGBUS 10
#define SIGSEGV 11
#define SIGSYS 12
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGURG 16
#define SIGSTOP 17
#define SIGTSTP 18
#define SIGCONT 19
#define SIGCHLD 20
#define SIGCLD SIGCHLD
#define SIGTTIN 21
#define SIGTTOU 22
#define SIGIO 23
#define SIGPOLL SIGIO
#define SIGXCPU 24
#define SIGXFSZ 25
#define SIGVTALRM 26
#define SIGPROF 27
#define SIGWINCH 28
#define SIGLOST 29
#define SIGPWR SIGLOST
#define SIGUSR1 30
#define SIGUSR2 31

#define SIGRTMIN 32
#define SIGRTMAX 64
#define NSIG 65
#if __MISC_VISIBLE
#define _NSIG NSIG
#endif

union sigval
{
  int sival_int;
  void *sival_ptr;
};
#if __MISC_VISIBLE
/* Linux. */
typedef union sigval sigval_t;
#endif

/* sigev_notify */
#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SIGEV_THREAD 2
#define SIGEV_THREAD_ID 4 /* Linux */

typedef struct sigevent
{
  union sigval sigev_value;
  int sigev_signo;
  int sigev_notify;
  void (*sigev_notify_function) (union sigval);
  pthread_attr_t *sigev_notify_attributes;
  pid_t sigev_notify_thread_id; /* Linux */
  int __sigev_pad;
  unsigned long __sigev_reserved[3];
} sigevent_t;

/* One record for all codes: no field shares its place with another. */
typedef struct __siginfo
{
  int si_signo;
  int si_errno;
  int si_code;
  int si_status;
  pid_t si_pid;
  uid_t si_uid;
  union sigval si_value;
  void *si_addr;
  long si_band;
  clock_t si_utime;
  clock_t si_stime;
  timer_t si_tid;
  int si_fd;
  int si_overrun;
  unsigned long __si_reserved[6];
} siginfo_t;

#if __MISC_VISIBLE
/* Linux. */
#define si_int si_value.sival_int
#define si_ptr si_value.sival_ptr
#define si_timerid si_tid
#endif

/* si_code of any signal; those of kill() and its kin are not positive. */
#define SI_USER 0
#define SI_QUEUE (-1)
#define SI_TIMER (-2)
#define SI_MESGQ (-3)
#define SI_ASYNCIO (-4)
#define SI_SIGIO (-5) /* Linux */
#define SI_TKILL (-6) /* Linux: pthread_kill */
#define SI_KERNEL 128 /* Linux, BSD */

/* SIGILL */
#define ILL_ILLOPC 1
#define ILL_ILLOPN 2
#define ILL_ILLADR 3
#define ILL_ILLTRP 4
#define ILL_PRVOPC 5
#define ILL_PRVREG 6
#define ILL_COPROC 7
#define ILL_BADSTK 8

/* SIGFPE */
#define FPE_INTDIV 1
#define FPE_INTOVF 2
#define FPE_FLTDIV 3
#define FPE_FLTOVF 4
#define FPE_FLTUND 5
#define FPE_FLTRES 6
#define FPE_FLTINV 7
#define FPE_FLTSUB 8

/* SIGSEGV */
#define SEGV_MAPERR 1
#define SEGV_ACCERR 2

/* SIGBUS */
#define BUS_ADRALN 1
#define BUS_ADRERR 2
#define BUS_OBJERR 3

/* SIGTRAP */
#define TRAP_BRKPT 1
#define TRAP_TRACE 2

/* SIGCHLD */
#define CLD_EXITED 1
#define CLD_KILLED 2
#define CLD_DUMPED 3
#define CLD_TRAPPED 4
#define CLD_STOPPED 5
#define CLD_CONTINUED 6

/* SIGPOLL */
#define POLL_IN 1
#define POLL_OUT 2
#define POLL_MSG 3
#define POLL_ERR 4
#define POLL_PRI 5
#define POLL_HUP 6

typedef void (*_sig_func_ptr) (int);

struct sigaction
{
  union
  {
    _sig_func_ptr sa_handler;
    void (*sa_sigaction) (int, siginfo_t *, void *);
  };
  sigset_t sa_mask;
  int sa_flags;
  int __sa_pad;
};

#define SA_NOCLDSTOP 0x00000001
#define SA_SIGINFO 0x00000002
#define SA_NOCLDWAIT 0x00000004
#define SA_RESTART 0x10000000
#define SA_ONSTACK 0x20000000
#define SA_NODEFER 0x40000000
#define SA_RESETHAND 0x80000000
#if __MISC_VISIBLE
/* Linux: old names. */
#define SA_NOMASK SA_NODEFER
#define SA_ONESHOT SA_RESETHAND
#endif

#define MINSIGSTKSZ 32768
#define SIGSTKSZ 131072

#if __MISC_VISIBLE
/* BSD and Linux. */
extern const char *const sys_siglist[];
extern const char *const sys_sigabbrev[];
#endif
#if __POSIX_VISIBLE >= 202405 && !__MISC_VISIBLE
#define SIG2STR_MAX 17
int sig2str (int, char *);
int str2sig (const char *__restrict, int *__restrict);
#endif
#if __POSIX_VISIBLE >= 200809 || __MISC_VISIBLE
void psiginfo (const siginfo_t *, const char *);
#endif
#if __XSI_VISIBLE || __MISC_VISIBLE
int siginterrupt (int, int);
#endif
#if __XSI_VISIBLE || __MISC_VISIBLE
/* XSI until Issue 7. */
#define SIG_HOLD ((_sig_func_ptr) 2)
int sighold (int);
int sigignore (int);
int sigrelse (int);
_sig_func_ptr sigset (int, _sig_func_ptr);
#endif
#if __BSD_VISIBLE
/* BSD: masks of 31 signals in an int. */
#define sigmask(sig) ((int) (1U << ((sig) - 1)))
int sigblock (int);
int sigsetmask (int);
int siggetmask (void);
#endif
#if __GNU_VISIBLE
/* GNU. */
int pthread_sigqueue (pthread_t, int, const union sigval);
int sigisemptyset (const sigset_t *);
int sigandset (sigset_t *, const sigset_t *, const sigset_t *);
int sigorset (sigset_t *, const sigset_t *, const sigset_t *);
const char *sigabbrev_np (int);
const char *sigdescr_np (int);
#endif

#ifdef __cplusplus
}
#endif

#endif
