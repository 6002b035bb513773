// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <process.h>: Microsoft's spawn functions as Cygwin has them. All of them are posix_spawn; none forks.
//   _P_WAIT, _P_SYSTEM    waits; the result is a status as of wait()
//   _P_NOWAIT, _P_NOWAITO the result is the child's pid
//   _P_DETACH             the same, and the child gets a session of its own
//   _P_OVERLAY            is exec: it returns on failure only
// -1 and errno of the failed step, the exec's own included.
#include "core/sections.h"
#include <errno.h>
#include <process.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Strings = const char *const *;

int run(int mode, const char *file, bool search, Strings arguments, Strings environment) {
  auto argv = const_cast<char *const *>(arguments), envp = const_cast<char *const *>(environment);
  if (mode < _P_WAIT || mode > _P_SYSTEM) {
    errno = EINVAL;
    return -1;
  }
  if (mode == _P_OVERLAY) return search ? execvpe(file, argv, envp) : execve(file, argv, envp);
  posix_spawnattr_t attributes;
  int code = posix_spawnattr_init(&attributes);
  if (code) {
    errno = code;
    return -1;
  }
  if (mode == _P_DETACH) posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  pid_t pid;
  code = search ? posix_spawnp(&pid, file, nullptr, &attributes, argv, envp)
                : posix_spawn(&pid, file, nullptr, &attributes, argv, envp);
  posix_spawnattr_destroy(&attributes);
  if (code) {
    errno = code;
    return -1;
  }
  if (mode != _P_WAIT && mode != _P_SYSTEM) return pid;
  int status;
  pid_t waited;
  while ((waited = waitpid(pid, &status, 0)) < 0 && errno == EINTR) {
  }
  return waited < 0 ? -1 : status;
}

// The list form: arguments up to a null, behind it the environment when with_environment.
int run_list(int mode, const char *file, bool search, const char *first, va_list ap, bool with_environment) {
  va_list count_them;
  va_copy(count_them, ap);
  size_t count = 1;
  if (first)
    while (va_arg(count_them, const char *)) count++;
  va_end(count_them);
  auto **argv = static_cast<const char **>(calloc(count + 1, sizeof(char *)));
  if (!argv) return -1;
  argv[0] = first;
  if (first)
    for (size_t i = 1; (argv[i] = va_arg(ap, const char *)); i++) {
    }
  Strings environment = with_environment ? va_arg(ap, Strings) : environ;
  int result = run(mode, file, search, argv, environment);
  free(argv);
  return result;
}

} // namespace

TERN_EXPORT int spawnv(int mode, const char *path, Strings argv) { return run(mode, path, false, argv, environ); }
TERN_EXPORT int spawnve(int mode, const char *path, Strings argv, Strings envp) { return run(mode, path, false, argv, envp); }
TERN_EXPORT int spawnvp(int mode, const char *file, Strings argv) { return run(mode, file, true, argv, environ); }
TERN_EXPORT int spawnvpe(int mode, const char *file, Strings argv, Strings envp) { return run(mode, file, true, argv, envp); }

TERN_EXPORT int spawnl(int mode, const char *path, const char *first, ...) {
  va_list ap;
  va_start(ap, first);
  int result = run_list(mode, path, false, first, ap, false);
  va_end(ap);
  return result;
}

TERN_EXPORT int spawnle(int mode, const char *path, const char *first, ...) {
  va_list ap;
  va_start(ap, first);
  int result = run_list(mode, path, false, first, ap, true);
  va_end(ap);
  return result;
}

TERN_EXPORT int spawnlp(int mode, const char *file, const char *first, ...) {
  va_list ap;
  va_start(ap, first);
  int result = run_list(mode, file, true, first, ap, false);
  va_end(ap);
  return result;
}

TERN_EXPORT int spawnlpe(int mode, const char *file, const char *first, ...) {
  va_list ap;
  va_start(ap, first);
  int result = run_list(mode, file, true, first, ap, true);
  va_end(ap);
  return result;
}

// Waits for one child; its pid, or -1 and waitpid's errno. The action is ignored, as in Microsoft's.
TERN_EXPORT int cwait(int *status, int pid, int) { return waitpid(pid, status, 0); }
