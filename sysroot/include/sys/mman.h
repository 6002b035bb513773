/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <sys/mman.h>. Offsets and fixed addresses are multiples of sysconf(_SC_PAGESIZE), which is 65536. */
#ifndef _SYS_MMAN_H_
#define _SYS_MMAN_H_

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4

#define MAP_SHARED 0x01
#define MAP_PRIVATE 0x02
#define MAP_FIXED 0x10
#if __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE
#define MAP_ANONYMOUS 0x20
#define MAP_ANON MAP_ANONYMOUS
#endif
#if __MISC_VISIBLE
/* Linux and BSD. */
#define MAP_FILE 0
#define MAP_TYPE 0x0f
#define MAP_NORESERVE 0x4000
#define MAP_FIXED_NOREPLACE 0x100000
#define MAP_STACK 0x20000
/* Cygwin: extend a mapped file that is shorter than the mapping. */
#define MAP_AUTOGROW 0x8000
#endif

#define MAP_FAILED ((void *) -1)

#define MS_ASYNC 1
#define MS_SYNC 2
#define MS_INVALIDATE 4

#define POSIX_MADV_NORMAL 0
#define POSIX_MADV_SEQUENTIAL 1
#define POSIX_MADV_RANDOM 2
#define POSIX_MADV_WILLNEED 3
#define POSIX_MADV_DONTNEED 4

#define MCL_CURRENT 1
#define MCL_FUTURE 2

void *mmap (void *, size_t, int, int, int, off_t);
int mprotect (void *, size_t, int);
int msync (void *, size_t, int);
int munmap (void *, size_t);
int mlock (const void *, size_t);
int munlock (const void *, size_t);
int mlockall (int);
int munlockall (void);
int posix_madvise (void *, size_t, int);
int shm_open (const char *, int, mode_t);
int shm_unlink (const char *);

#if __MISC_VISIBLE
/* BSD and Linux. */
#define MADV_NORMAL 0
#define MADV_SEQUENTIAL 1
#define MADV_RANDOM 2
#define MADV_WILLNEED 3
#define MADV_DONTNEED 4
#define MADV_FREE 8
int madvise (void *, size_t, int);
int mincore (void *, size_t, unsigned char *);
#endif
#if __GNU_VISIBLE
/* Linux. */
#define MREMAP_MAYMOVE 1
#define MREMAP_FIXED 2
void *mremap (void *, size_t, size_t, int, ...);
#define MFD_CLOEXEC 1U
#define MFD_ALLOW_SEALING 2U
int memfd_create (const char *, unsigned int);
#endif

#ifdef __cplusplus
}
#endif

#endif
