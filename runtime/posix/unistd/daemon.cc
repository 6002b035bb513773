// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// daemon (BSD): goes on in a child without a terminal. -1 and the errno of fork, setsid or chdir. The parent ends at once,
// without atexit functions.
#include "core/sections.h"
#include <fcntl.h>
#include <unistd.h>

TERN_EXPORT int daemon(int keep_directory, int keep_streams) {
  pid_t pid = fork();
  if (pid < 0) return -1;
  if (pid > 0) _exit(0);
  if (setsid() < 0 || (!keep_directory && chdir("/") < 0)) return -1;
  if (keep_streams) return 0;
  int null = open("/dev/null", O_RDWR);
  if (null < 0) return -1;
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (dup2(null, fd) < 0) return -1;
  if (null > STDERR_FILENO) close(null);
  return 0;
}
