// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/lock.h"
#include "core/sections.h"
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern "C" char **environ;

namespace {

struct Stream {
  FILE *file;
  int fd;
  pid_t pid;
  Stream *next;
};
Stream *g_streams;
tern::Lock g_lock;

// The other popen streams must not stay open in the new command (POSIX popen).
int close_others(posix_spawn_file_actions_t *actions, int keep) {
  tern::Guard guard(g_lock);
  for (Stream *s = g_streams; s; s = s->next)
    if (s->fd != keep)
      if (int e = posix_spawn_file_actions_addclose(actions, s->fd)) return e;
  return 0;
}

int start(const char *command, int child_end, int child_fd, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  if (int e = posix_spawn_file_actions_init(&actions)) return e;
  int e = close_others(&actions, child_fd);
  if (!e) e = posix_spawn_file_actions_adddup2(&actions, child_end, child_fd);
  const char *argv[] = {"sh", "-c", "--", command, nullptr};
  if (!e) e = posix_spawn(pid, "/bin/sh", &actions, nullptr, const_cast<char *const *>(argv), environ);
  posix_spawn_file_actions_destroy(&actions);
  return e;
}

} // namespace

// POSIX.1-2024 popen; mode "r" or "w", and "e" for close-on-exec. Null and errno: EINVAL, EMFILE, ENOMEM, EAGAIN.
TERN_EXPORT FILE *popen(const char *command, const char *mode) {
  bool reading = mode[0] == 'r', close_on_exec = strchr(mode, 'e') != nullptr;
  if ((!reading && mode[0] != 'w') || strspn(mode + 1, "eb") != strlen(mode + 1)) {
    errno = EINVAL;
    return nullptr;
  }
  auto *s = static_cast<Stream *>(malloc(sizeof(Stream)));
  if (!s) return nullptr;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) {
    free(s);
    return nullptr;
  }
  int ours = ends[reading ? 0 : 1], theirs = ends[reading ? 1 : 0];
  FILE *file = fdopen(ours, reading ? "r" : "w");
  int e = file ? start(command, theirs, reading ? 1 : 0, &s->pid) : errno;
  close(theirs);
  if (e) {
    if (file)
      fclose(file);
    else
      close(ours);
    free(s);
    errno = e;
    return nullptr;
  }
  if (!close_on_exec) fcntl(ours, F_SETFD, 0);
  s->file = file;
  s->fd = ours;
  tern::Guard guard(g_lock);
  s->next = g_streams;
  g_streams = s;
  return file;
}

// POSIX.1-2024 pclose: the command's wait status; -1 and ECHILD when it was waited for already.
TERN_EXPORT int pclose(FILE *file) {
  Stream *s = nullptr;
  {
    tern::Guard guard(g_lock);
    for (Stream **p = &g_streams; *p; p = &(*p)->next)
      if ((*p)->file == file) {
        s = *p;
        *p = s->next;
        break;
      }
  }
  if (!s) {
    errno = ECHILD;
    return -1;
  }
  pid_t pid = s->pid;
  free(s);
  fclose(file);
  int status;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}
