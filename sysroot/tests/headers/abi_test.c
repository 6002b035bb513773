// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The sizes and offsets that programs have compiled in. None of them ever changes: docs/abi.md. Compiling is the test.
#define _GNU_SOURCE 1
#include <aio.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <fenv.h>
#include <glob.h>
#include <grp.h>
#include <mqueue.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <reent.h>
#include <regex.h>
#include <sched.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/param.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <termios.h>
#include <threads.h>
#include <time.h>
#include <ucontext.h>
#include <utmpx.h>
#include <wchar.h>

#define SIZE(type, size) _Static_assert (sizeof (type) == (size), #type " changed its size")
#define ALIGN(type, align) _Static_assert (_Alignof (type) == (align), #type " changed its alignment")
#define AT(type, field, offset) _Static_assert (offsetof (type, field) == (offset), #type "." #field " moved")
#define VALUE(name, value) _Static_assert ((name) == (value), #name " changed")
#define UNSIGNED(type) _Static_assert ((type) -1 > 0, #type " became signed")
#define SIGNED(type) _Static_assert ((type) -1 < 0, #type " became unsigned")

// Machine
SIZE (long, 8);
SIZE (wchar_t, 2);
SIZE (wint_t, 4);
SIZE (long double, 16);
SIZE (mbstate_t, 8);

// <sys/types.h>
SIZE (dev_t, 8);
SIZE (ino_t, 8);
SIZE (nlink_t, 8);
SIZE (mode_t, 4);
SIZE (uid_t, 4);
SIZE (gid_t, 4);
SIZE (id_t, 4);
SIZE (pid_t, 4);
SIZE (off_t, 8);
SIZE (blkcnt_t, 8);
SIZE (blksize_t, 8);
SIZE (fsblkcnt_t, 8);
SIZE (fsfilcnt_t, 8);
SIZE (time_t, 8);
SIZE (clock_t, 8);
SIZE (clockid_t, 4);
SIZE (timer_t, 8);
SIZE (key_t, 8);
SIZE (suseconds_t, 8);
SIZE (useconds_t, 4);
SIZE (socklen_t, 4);
SIZE (sa_family_t, 2);
SIZE (reclen_t, 2);
UNSIGNED (dev_t);
UNSIGNED (ino_t);
UNSIGNED (nlink_t);
UNSIGNED (mode_t);
UNSIGNED (uid_t);
UNSIGNED (socklen_t);
SIGNED (off_t);
SIGNED (clock_t);
SIGNED (pid_t);

// stdio and newlib's per-thread state, whose fields are inlined into programs
SIZE (FILE, 184);
SIZE (struct _reent, 424);
SIZE (fpos_t, 8);

// <setjmp.h>
SIZE (jmp_buf, 384);
SIZE (sigjmp_buf, 384);
_Static_assert (_Alignof (jmp_buf) == 16, "jmp_buf holds xmm registers");

// <signal.h>, <ucontext.h>
SIZE (sigset_t, 8);
SIZE (siginfo_t, 128);
AT (siginfo_t, si_code, 8);
AT (siginfo_t, si_pid, 16);
AT (siginfo_t, si_value, 24);
AT (siginfo_t, si_addr, 32);
SIZE (struct sigaction, 24);
SIZE (struct sigevent, 64);
SIZE (stack_t, 24);
SIZE (mcontext_t, 1232);
ALIGN (mcontext_t, 16);
AT (mcontext_t, ctxflags, 48);
AT (mcontext_t, eflags, 68);
AT (mcontext_t, rax, 120);
AT (mcontext_t, rsp, 152);
AT (mcontext_t, rip, 248);
AT (mcontext_t, fpregs, 256);
AT (mcontext_t, vregs, 768);
AT (mcontext_t, efr, 1224);
SIZE (ucontext_t, 1408);
ALIGN (ucontext_t, 16);
VALUE (NSIG, 65);
VALUE (SIGRTMIN, 32);
VALUE (SIGRTMAX, 64);

// <pthread.h>, <semaphore.h>, <threads.h>
SIZE (pthread_t, 8);
SIZE (pthread_mutex_t, 64);
SIZE (pthread_cond_t, 64);
SIZE (pthread_rwlock_t, 64);
SIZE (pthread_barrier_t, 64);
SIZE (pthread_mutexattr_t, 16);
SIZE (pthread_condattr_t, 16);
SIZE (pthread_rwlockattr_t, 16);
SIZE (pthread_barrierattr_t, 16);
SIZE (pthread_attr_t, 128);
SIZE (pthread_once_t, 16);
SIZE (pthread_spinlock_t, 8);
SIZE (pthread_key_t, 4);
SIZE (sem_t, 64);
SIZE (mtx_t, 64);
SIZE (cnd_t, 64);
SIZE (once_flag, 16);
SIZE (struct __tern_cleanup, 32);
SIZE (struct sched_param, 4);
SIZE (cpu_set_t, 128);

// Files
SIZE (struct stat, 200);
AT (struct stat, st_ino, 8);
AT (struct stat, st_mode, 24);
AT (struct stat, st_rdev, 40);
AT (struct stat, st_size, 48);
AT (struct stat, st_atim, 72);
AT (struct stat, st_birthtim, 120);
SIZE (struct dirent, 1048);
AT (struct dirent, d_type, 18);
AT (struct dirent, d_name, 19);
SIZE (struct posix_dent, 16);
SIZE (struct flock, 32);
SIZE (struct statvfs, 128);
SIZE (struct statfs, 128);
SIZE (glob_t, 120);
SIZE (regex_t, 64);
SIZE (regmatch_t, 16);
SIZE (struct pollfd, 8);
SIZE (fd_set, 128);
#if __has_include (<sys/epoll.h>)
#include <sys/epoll.h>
SIZE (struct epoll_event, 16);
#endif
SIZE (struct signalfd_siginfo, 128);
#if __has_include (<sys/inotify.h>)
#include <sys/inotify.h>
SIZE (struct inotify_event, 16);
#endif
SIZE (struct aiocb, 200);
#if __has_include (<sys/acl.h>)
#include <sys/acl.h>
SIZE (aclent_t, 12);
#endif

// Time
SIZE (struct timespec, 16);
SIZE (struct timeval, 16);
SIZE (struct itimerspec, 32);
SIZE (struct tm, 56);
SIZE (struct tms, 32);
VALUE (CLOCKS_PER_SEC, 1000000);

// Processes and users
SIZE (struct rusage, 144);
SIZE (struct rlimit, 16);
SIZE (struct utsname, 390);
SIZE (struct passwd, 56);
SIZE (struct group, 32);
SIZE (struct utmpx, 432);
SIZE (struct sysinfo, 136);
SIZE (posix_spawnattr_t, 8);
SIZE (posix_spawn_file_actions_t, 8);

// Terminals
SIZE (struct termios, 60);
AT (struct termios, c_cc, 17);
AT (struct termios, c_ispeed, 52);
SIZE (struct winsize, 8);
VALUE (NCCS, 32);

// Sockets: as Windows lays them out
SIZE (struct sockaddr, 16);
SIZE (struct sockaddr_in, 16);
SIZE (struct sockaddr_in6, 28);
SIZE (struct sockaddr_un, 110);
SIZE (struct sockaddr_storage, 128);
SIZE (struct msghdr, 48);
SIZE (struct cmsghdr, 12);
SIZE (struct ucred, 12);
SIZE (struct linger, 4);
SIZE (struct addrinfo, 48);
SIZE (struct ifreq, 80);
VALUE (AF_INET6, 23);
VALUE (SOL_SOCKET, 0xffff);

// System V and POSIX IPC
SIZE (struct ipc_perm, 48);
SIZE (struct shmid_ds, 128);
SIZE (struct semid_ds, 104);
SIZE (struct msqid_ds, 136);
SIZE (struct mq_attr, 64);

SIZE (fenv_t, 32);
SIZE (Dl_info, 32);

// Numbers that are compiled into programs
VALUE (FD_SETSIZE, 1024);
VALUE (PATH_MAX, 4096);
VALUE (NAME_MAX, 255);
VALUE (O_CLOEXEC, 0x40000);
VALUE (O_NONBLOCK, 0x4000);
VALUE (AT_FDCWD, -2);

int
main (void)
{
  return 0;
}
