// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <sys/mman.h>: shared memory objects are files in ipc::shm_folder().
#include "core/sections.h"
#include "ipc/shm_folder.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static bool path_of(const char *name, char *out) {
  while (*name == '/') ++name;
  if (!*name || strchr(name, '/') || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) return errno = EINVAL, false;
  if (strlen(name) > NAME_MAX) return errno = ENAMETOOLONG, false;
  strcpy(out, tern::ipc::shm_folder());
  strcat(out, "/");
  strcat(out, name);
  return true;
}

// XSH shm_open: the descriptor is close-on-exec. EACCES, EEXIST, EINVAL, EMFILE, ENAMETOOLONG, ENOENT. No cancellation point.
TERN_EXPORT int shm_open(const char *name, int flags, mode_t mode) {
  char path[NAME_MAX + 32];
  if (!path_of(name, path)) return -1;
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  int fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode);
  pthread_setcancelstate(state, nullptr);
  return fd;
}

TERN_EXPORT int shm_unlink(const char *name) {
  char path[NAME_MAX + 32];
  return path_of(name, path) ? unlink(path) : -1;
}
