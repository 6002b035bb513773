// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 exec. They return only with -1 and errno: E2BIG, EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOEXEC, ENOMEM,
// ENOTDIR, EINVAL. execve, execv, execle, execl and fexecve are async-signal-safe; all may be called in a vfork child.
#include "core/enter.h"
#include "core/result.h"
#include "core/sections.h"
#include "fd/table.h"
#include "process/exec.h"
#include "process/vfork.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

using namespace tern;

extern "C" char **environ;

template <class F> static int run(F engine) {
  Result<pid_t> r = [&] {
    Enter enter;
    return engine();
  }();
  if (r.ok()) process::vfork_return(r.value()); // only in a vfork child does it come back
  errno = r.error().value;
  return -1;
}

static char *const kEmpty[] = {nullptr};

TERN_EXPORT int execve(const char *path, char *const argv[], char *const envp[]) {
  return run([&] { return process::exec(path, argv ? argv : kEmpty, envp ? envp : kEmpty); });
}
TERN_EXPORT int _execve(const char *path, char *const argv[], char *const envp[]) { return execve(path, argv, envp); }
TERN_EXPORT int execv(const char *path, char *const argv[]) { return execve(path, argv, environ); }
TERN_EXPORT int execvpe(const char *file, char *const argv[], char *const envp[]) {
  return run([&] { return process::exec_search(file, argv ? argv : kEmpty, envp ? envp : kEmpty); });
}
TERN_EXPORT int execvp(const char *file, char *const argv[]) { return execvpe(file, argv, environ); }

// EBADF; the file is found by the name that it was opened with (docs/how/exec.md).
TERN_EXPORT int fexecve(int fd, char *const argv[], char *const envp[]) {
  return run([&]() -> Result<pid_t> {
    fd::FileRef file = TRY(fd::get(fd));
    const char *path = file->path();
    if (!path) return Errno(ENOEXEC);
    return process::exec(path, argv, envp ? envp : kEmpty);
  });
}

// The variable arguments of execl and its kin as a vector on the caller's stack (async-signal-safe).
#define WITH_ARGUMENTS(first, last, call)                                                                    \
  va_list list;                                                                                              \
  va_start(list, first);                                                                                     \
  size_t n = 1;                                                                                              \
  if (first)                                                                                                 \
    while (va_arg(list, char *)) ++n;                                                                        \
  va_end(list);                                                                                              \
  auto **argv = static_cast<char **>(__builtin_alloca((n + 1) * sizeof(char *)));                            \
  va_start(list, first);                                                                                     \
  argv[0] = const_cast<char *>(first);                                                                       \
  for (size_t i = 1; i <= n && argv[i - 1]; ++i) argv[i] = va_arg(list, char *);                             \
  last;                                                                                                      \
  va_end(list);                                                                                              \
  return call

TERN_EXPORT int execl(const char *path, const char *arg, ...) { WITH_ARGUMENTS(arg, , execve(path, argv, environ)); }
TERN_EXPORT int execlp(const char *file, const char *arg, ...) { WITH_ARGUMENTS(arg, , execvpe(file, argv, environ)); }
TERN_EXPORT int execle(const char *path, const char *arg, ...) {
  WITH_ARGUMENTS(arg, char *const *envp = va_arg(list, char *const *), execve(path, argv, envp));
}
