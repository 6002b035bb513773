// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 posix_spawn_file_actions_*. All return 0 or an error number: ENOMEM, EBADF (a negative descriptor, or one
// beyond the largest that can be), EINVAL.
#include "core/sections.h"
#include "fd/table.h"
#include "process/spawn.h"
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>

using Actions = __posix_spawn_file_actions;

static int add(posix_spawn_file_actions_t *object, const Actions::Action &action) {
  Actions *a = *object;
  if (!a) return EINVAL;
  if (a->count == a->capacity) {
    unsigned larger = a->capacity ? a->capacity * 2 : 8;
    void *p = realloc(a->actions, larger * sizeof *a->actions);
    if (!p) {
      free(action.path);
      return ENOMEM;
    }
    a->actions = static_cast<Actions::Action *>(p);
    a->capacity = larger;
  }
  a->actions[a->count++] = action;
  return 0;
}

static bool valid(int fd) { return fd >= 0 && fd < tern::fd::kOpenMax; }

TERN_EXPORT int posix_spawn_file_actions_init(posix_spawn_file_actions_t *object) {
  *object = static_cast<Actions *>(calloc(1, sizeof(Actions)));
  return *object ? 0 : ENOMEM;
}

TERN_EXPORT int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *object) {
  Actions *a = *object;
  if (!a) return EINVAL;
  for (unsigned i = 0; i < a->count; ++i) free(a->actions[i].path);
  free(a->actions);
  free(a);
  *object = nullptr;
  return 0;
}

TERN_EXPORT int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *object, int fd) {
  if (!valid(fd)) return EBADF;
  return add(object, {Actions::Close, fd, 0, 0, nullptr});
}

TERN_EXPORT int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *object, int fd, int to) {
  if (!valid(fd) || !valid(to)) return EBADF;
  return add(object, {Actions::Dup2, fd, to, 0, nullptr});
}

static int add_path(posix_spawn_file_actions_t *object, Actions::Type type, int fd, const char *path, int flags, mode_t mode) {
  char *copy = strdup(path);
  if (!copy) return ENOMEM;
  return add(object, {type, fd, flags, mode, copy});
}

TERN_EXPORT int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *__restrict object, int fd,
                                                 const char *__restrict path, int flags, mode_t mode) {
  if (!valid(fd)) return EBADF;
  return add_path(object, Actions::Open, fd, path, flags, mode);
}

TERN_EXPORT int posix_spawn_file_actions_addchdir(posix_spawn_file_actions_t *__restrict object, const char *__restrict path) {
  return add_path(object, Actions::Chdir, 0, path, 0, 0);
}
TERN_EXPORT int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *__restrict object, const char *__restrict path) {
  return add_path(object, Actions::Chdir, 0, path, 0, 0);
}

TERN_EXPORT int posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t *object, int fd) {
  if (!valid(fd)) return EBADF;
  return add(object, {Actions::Fchdir, fd, 0, 0, nullptr});
}
TERN_EXPORT int posix_spawn_file_actions_addfchdir_np(posix_spawn_file_actions_t *object, int fd) {
  return posix_spawn_file_actions_addfchdir(object, fd);
}

TERN_EXPORT int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *object, int lowest) {
  if (lowest < 0) return EBADF;
  return add(object, {Actions::CloseFrom, lowest, 0, 0, nullptr});
}

TERN_EXPORT int posix_spawn_file_actions_addtcsetpgrp_np(posix_spawn_file_actions_t *object, int fd) {
  if (!valid(fd)) return EBADF;
  return add(object, {Actions::SetForeground, fd, 0, 0, nullptr});
}
