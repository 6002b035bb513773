// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/sections.h"
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern "C" char **environ;

namespace {

// SIGINT and SIGQUIT ignored and SIGCHLD blocked until the scope's end (POSIX system()).
class Quiet {
  struct sigaction interrupt_, quit_;
  sigset_t mask_;

public:
  Quiet() {
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGINT, &ignore, &interrupt_);
    sigaction(SIGQUIT, &ignore, &quit_);
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &mask_);
  }
  ~Quiet() {
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGQUIT, &quit_, nullptr);
    sigprocmask(SIG_SETMASK, &mask_, nullptr);
  }
  // What the command gets back: the caller's mask, and the default where the caller had not ignored the signal.
  void attributes(posix_spawnattr_t *a) const {
    sigset_t defaults;
    sigemptyset(&defaults);
    if (interrupt_.sa_handler != SIG_IGN) sigaddset(&defaults, SIGINT);
    if (quit_.sa_handler != SIG_IGN) sigaddset(&defaults, SIGQUIT);
    posix_spawnattr_setsigdefault(a, &defaults);
    posix_spawnattr_setsigmask(a, &mask_);
    posix_spawnattr_setflags(a, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
};

} // namespace

// POSIX.1-2024 system. A null command asks whether there is a shell. The shell's wait status; 127 as its exit code when
// it cannot be started; -1 and errno (EAGAIN, ENOMEM, EINTR is retried) when no child was made.
TERN_EXPORT int system(const char *command) {
  if (!command) return access("/bin/sh", X_OK) == 0;
  Quiet quiet;
  posix_spawnattr_t attributes;
  if (int e = posix_spawnattr_init(&attributes)) {
    errno = e;
    return -1;
  }
  quiet.attributes(&attributes);
  const char *argv[] = {"sh", "-c", "--", command, nullptr};
  pid_t pid;
  int e = posix_spawn(&pid, "/bin/sh", nullptr, &attributes, const_cast<char *const *>(argv), environ);
  posix_spawnattr_destroy(&attributes);
  if (e == EAGAIN || e == ENOMEM) {
    errno = e;
    return -1;
  }
  if (e) return 127 << 8; // as if the shell had exited with _exit(127)
  int status;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}
