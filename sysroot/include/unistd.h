/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <unistd.h>: newlib's list, then what it lacks. */
#ifndef _UNISTD_H_
#define _UNISTD_H_

#include <sys/unistd.h>

/* Options that newlib's <sys/features.h> claims for Cygwin and this system does not have: docs/compatibility.md. */
#undef _POSIX_ASYNCHRONOUS_IO
#define _POSIX_ASYNCHRONOUS_IO (-1)
#undef _POSIX_MESSAGE_PASSING
#define _POSIX_MESSAGE_PASSING (-1)
#undef _POSIX_RAW_SOCKETS
#define _POSIX_RAW_SOCKETS (-1)
#undef _POSIX_IPV6
#define _POSIX_IPV6 (-1)
#undef _XOPEN_CRYPT
#define _XOPEN_CRYPT (-1)
#undef _XOPEN_SHM
#define _XOPEN_SHM (-1)

#ifdef __cplusplus
extern "C" {
#endif

#if __POSIX_VISIBLE >= 202405
pid_t _Fork (void);
int posix_close (int, int);
#define POSIX_CLOSE_RESTART 1
int dup3 (int, int, int);
int pipe2 (int[2], int);
int getentropy (void *, size_t);
#ifndef SEEK_DATA
#define SEEK_DATA 3
#define SEEK_HOLE 4
#endif
#endif

/* POSIX.1-2024's queries. */
#define _SC_NSIG 141
#define _PC_FALLOC 21
#define _PC_TEXTDOMAIN_MAX 22

#if __POSIX_VISIBLE >= 202405 || __GNU_VISIBLE
int getresgid (gid_t *__restrict, gid_t *__restrict, gid_t *__restrict);
int getresuid (uid_t *__restrict, uid_t *__restrict, uid_t *__restrict);
int setresgid (gid_t, gid_t, gid_t);
int setresuid (uid_t, uid_t, uid_t);
#endif

#if __POSIX_VISIBLE >= 202405 || __XSI_VISIBLE || __MISC_VISIBLE
char *ctermid (char *);
void swab (const void *__restrict, void *__restrict, ssize_t);
char *crypt (const char *, const char *);
#endif

#if __BSD_VISIBLE || (__XSI_VISIBLE >= 4 && __POSIX_VISIBLE < 200809)
/* POSIX until Issue 6. It returns twice, in the child and then in the parent. */
pid_t vfork (void) __attribute__ ((__returns_twice__));
#endif

#if __MISC_VISIBLE
/* BSD and Linux. */
int brk (void *);
int ttyslot (void);
void closefrom (int);
pid_t gettid (void);
int syncfs (int);
#endif
#if __GNU_VISIBLE
/* Linux. */
ssize_t copy_file_range (int, off_t *, int, off_t *, size_t, unsigned int);
#endif

#ifdef __cplusplus
}
#endif

#endif
