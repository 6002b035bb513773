// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <semaphore.h>: named semaphores. Each is a small file "sem.NAME" in ipc::shm_folder() that its users map; it is made
// under another name and linked, so that nobody maps one that is not ready.
#include "core/lock.h"
#include "core/sections.h"
#include "ipc/shm_folder.h"
#include "thread/semaphore.h"
#include "thread/threads.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tern;
using namespace tern::thread;

namespace {

// Opening the same name twice gives the same address (XSH sem_open).
struct Open {
  Open *next;
  sem_t *semaphore;
  unsigned count;
  dev_t device;
  ino_t inode;
};
constinit Open *g_open = nullptr;
constinit Lock g_open_lock;

bool path_of(const char *name, char *out, size_t capacity) {
  while (*name == '/') ++name;
  if (!*name || strchr(name, '/')) return errno = EINVAL, false;
  if (strlen(name) > NAME_MAX - 4 || strlen(name) + 20 > capacity) return errno = ENAMETOOLONG, false;
  strcpy(out, ipc::shm_folder());
  strcat(out, "/sem.");
  strcat(out, name);
  return true;
}

sem_t *map(int fd) {
  struct stat st;
  if (fstat(fd, &st)) return SEM_FAILED;
  if (st.st_size < static_cast<off_t>(sizeof(sem_t))) return errno = EINVAL, SEM_FAILED;
  Guard guard(g_open_lock);
  for (Open *o = g_open; o; o = o->next)
    if (o->device == st.st_dev && o->inode == st.st_ino) return ++o->count, o->semaphore;
  void *p = mmap(nullptr, sizeof(sem_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED) return SEM_FAILED;
  auto *o = static_cast<Open *>(malloc(sizeof(Open)));
  auto *s = static_cast<sem_t *>(p);
  if (!o || !of(s)) {
    free(o);
    munmap(p, sizeof(sem_t));
    return errno = o ? EINVAL : ENOMEM, SEM_FAILED;
  }
  *o = {g_open, s, 1, st.st_dev, st.st_ino};
  g_open = o;
  return s;
}

// Writes a ready semaphore under a passing name and links it to `path`. 0, or -1 with errno (EEXIST: somebody was first).
int make(const char *path, mode_t mode, unsigned value) {
  CountingSemaphore initial;
  if (auto r = semaphore_init(initial, true, value); !r.ok()) return errno = r.error().value, -1;
  char passing[64];
  snprintf(passing, sizeof passing, "%s/.sem-%d-%llx", ipc::shm_folder(), getpid(), static_cast<unsigned long long>(initial.shared.id));
  int fd = open(passing, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) return -1;
  int r = write(fd, &initial, sizeof initial) == sizeof initial ? link(passing, path) : -1;
  int saved = errno;
  close(fd);
  unlink(passing);
  errno = saved;
  return r;
}

} // namespace

// XSH sem_open. EACCES, EEXIST, EINVAL, EMFILE, ENAMETOOLONG, ENOENT, ENOSPC.
TERN_EXPORT sem_t *sem_open(const char *name, int flags, ...) {
  mode_t mode = 0;
  unsigned value = 0;
  if (flags & O_CREAT) {
    va_list a;
    va_start(a, flags);
    mode = static_cast<mode_t>(va_arg(a, int));
    value = va_arg(a, unsigned);
    va_end(a);
    if (value > SEM_VALUE_MAX) return errno = EINVAL, SEM_FAILED;
  }
  char path[NAME_MAX + 32];
  if (!path_of(name, path, sizeof path)) return SEM_FAILED;
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  sem_t *result = SEM_FAILED;
  for (int tries = 0; tries < 100; ++tries) {
    if ((flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL)) {
      int fd = open(path, O_RDWR | O_CLOEXEC);
      if (fd >= 0) {
        result = map(fd);
        close(fd);
        break;
      }
      if (errno != ENOENT || !(flags & O_CREAT)) break;
    }
    if (make(path, mode, value) && (errno != EEXIST || flags & O_EXCL)) break;
    flags &= ~O_EXCL; // it is ours, or somebody's: open it
  }
  pthread_setcancelstate(state, nullptr);
  return result;
}

TERN_EXPORT int sem_close(sem_t *s) {
  Guard guard(g_open_lock);
  for (Open **at = &g_open; *at; at = &(*at)->next) {
    Open *o = *at;
    if (o->semaphore != s) continue;
    if (--o->count == 0) {
      *at = o->next;
      free(o);
      munmap(s, sizeof(sem_t));
    }
    return 0;
  }
  errno = EINVAL;
  return -1;
}

TERN_EXPORT int sem_unlink(const char *name) {
  char path[NAME_MAX + 32];
  if (!path_of(name, path, sizeof path)) return -1;
  return unlink(path);
}
