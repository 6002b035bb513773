// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Forced in front of mimalloc's sources: they see a Unix whose mmap is the heap arena and whose thread-local default
   heap is a member of our thread record. The sources themselves are unchanged but for the one line that
   runtime/CMakeLists.txt rewrites (the thread id). */
#pragma once
#include "memory/heap_arena.h"
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* mimalloc's options come from its defaults: no look-up of 60 environment names at process start. */
#define getenv(name) ((char *)0)

/* NT's page, whatever sysconf(_SC_PAGESIZE) tells programs about mmap's granularity. */
#define sysconf(name) 4096L

/* ---- threads: the runtime calls mi_thread_done itself when a thread ends */
#define MI_TLS_PTHREAD_SLOT_OFS TERN_THREAD_HEAP_OFFSET
#define pthread_self() ((pthread_t)tern_heap_thread())
#define pthread_key_create(key, done) ((void)(done), 0)
#define pthread_key_delete(key) (0)
#define pthread_setspecific(key, value) ((void)(value), 0)

/* ---- memory */
#define _SYS_MMAN_H /* our sys/mman.h is not wanted here */
#define _SYS_MMAN_H_
#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_PRIVATE 2
#define MAP_FIXED 0x10
#define MAP_ANONYMOUS 0x20
#define MAP_FAILED ((void *)-1)
#define MAP_ALIGNED(n) ((n) << 24)
#define MADV_NORMAL 0
#define MADV_DONTNEED 4

static inline void *tern_heap_mmap(void *at, size_t size, int prot, int flags, int fd, long offset) {
  (void)at, (void)fd, (void)offset;
  unsigned log = (unsigned)flags >> 24;
  void *p = tern_heap_reserve(size, log ? (size_t)1 << log : 0, (prot & PROT_WRITE) != 0);
  if (!p) errno = ENOMEM;
  return p ? p : MAP_FAILED;
}
static inline int tern_heap_munmap(void *p, size_t size) {
  tern_heap_release(p, size);
  return 0;
}
static inline int tern_heap_result(int error) {
  if (error) errno = error;
  return error ? -1 : 0;
}
static inline int tern_heap_mprotect(void *p, size_t size, int prot) {
  return tern_heap_result(prot & PROT_WRITE ? tern_heap_commit(p, size) : tern_heap_decommit(p, size));
}
static inline int tern_heap_madvise(void *p, size_t size, int advice) {
  return advice == MADV_DONTNEED ? tern_heap_result(tern_heap_decommit(p, size)) : 0;
}
#define mmap tern_heap_mmap
#define munmap tern_heap_munmap
#define mprotect tern_heap_mprotect
#define madvise tern_heap_madvise
