// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 posix_spawnattr_*. All return 0 or an error number.
#include "core/sections.h"
#include "process/spawn.h"
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>

TERN_EXPORT int posix_spawnattr_init(posix_spawnattr_t *object) {
  *object = static_cast<__posix_spawnattr *>(calloc(1, sizeof(__posix_spawnattr)));
  return *object ? 0 : ENOMEM;
}

TERN_EXPORT int posix_spawnattr_destroy(posix_spawnattr_t *object) {
  free(*object);
  *object = nullptr;
  return 0;
}

TERN_EXPORT int posix_spawnattr_getflags(const posix_spawnattr_t *__restrict object, short *__restrict flags) {
  *flags = (*object)->flags;
  return 0;
}
// EINVAL: a flag that is not known.
TERN_EXPORT int posix_spawnattr_setflags(posix_spawnattr_t *object, short flags) {
  if (flags & ~0xff) return EINVAL;
  (*object)->flags = flags;
  return 0;
}
TERN_EXPORT int posix_spawnattr_getpgroup(const posix_spawnattr_t *__restrict object, pid_t *__restrict group) {
  *group = (*object)->pgroup;
  return 0;
}
TERN_EXPORT int posix_spawnattr_setpgroup(posix_spawnattr_t *object, pid_t group) {
  (*object)->pgroup = group;
  return 0;
}
TERN_EXPORT int posix_spawnattr_getschedparam(const posix_spawnattr_t *__restrict object, struct sched_param *__restrict p) {
  *p = (*object)->parameters;
  return 0;
}
TERN_EXPORT int posix_spawnattr_setschedparam(posix_spawnattr_t *__restrict object, const struct sched_param *__restrict p) {
  (*object)->parameters = *p;
  return 0;
}
TERN_EXPORT int posix_spawnattr_getschedpolicy(const posix_spawnattr_t *__restrict object, int *__restrict policy) {
  *policy = (*object)->policy;
  return 0;
}
TERN_EXPORT int posix_spawnattr_setschedpolicy(posix_spawnattr_t *object, int policy) {
  (*object)->policy = policy;
  return 0;
}
TERN_EXPORT int posix_spawnattr_getsigdefault(const posix_spawnattr_t *__restrict object, sigset_t *__restrict set) {
  *set = (*object)->signal_default;
  return 0;
}
TERN_EXPORT int posix_spawnattr_setsigdefault(posix_spawnattr_t *__restrict object, const sigset_t *__restrict set) {
  (*object)->signal_default = *set;
  return 0;
}
TERN_EXPORT int posix_spawnattr_getsigmask(const posix_spawnattr_t *__restrict object, sigset_t *__restrict set) {
  *set = (*object)->signal_mask;
  return 0;
}
TERN_EXPORT int posix_spawnattr_setsigmask(posix_spawnattr_t *__restrict object, const sigset_t *__restrict set) {
  (*object)->signal_mask = *set;
  return 0;
}
