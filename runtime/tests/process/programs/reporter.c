/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Started by the tests: tells what it was started with. reporter COMMAND [ARGUMENT...] */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void ignore(int n) {
  (void)n;
}

int main(int argc, char **argv) {
  const char *command = argc > 1 ? argv[1] : "exit";
  if (!strcmp(command, "exit")) return argc > 2 ? atoi(argv[2]) : 0;
  if (!strcmp(command, "arguments")) {
    for (int i = 2; i < argc; i++) printf("<%s>", argv[i]);
    return 0;
  }
  if (!strcmp(command, "count")) { /* number and total length of arguments and environment */
    extern char **environ;
    size_t n = 0, bytes = 0;
    for (int i = 2; i < argc; i++) n++, bytes += strlen(argv[i]);
    for (char **e = environ; *e; e++) bytes += strlen(*e);
    printf("%zu %zu", n, bytes);
    return 0;
  }
  if (!strcmp(command, "env")) {
    const char *v = getenv(argv[2]);
    printf("%s", v ? v : "(unset)");
    return 0;
  }
  if (!strcmp(command, "cwd")) {
    char path[4096];
    printf("%s", getcwd(path, sizeof path));
    return 0;
  }
  if (!strcmp(command, "open")) { /* which of the descriptors 0..n-1 are open */
    int n = atoi(argv[2]);
    char *line = malloc((size_t)n + 1);
    for (int i = 0; i < n; i++) line[i] = fcntl(i, F_GETFD) < 0 ? '-' : 'o';
    line[n] = 0;
    if (write(1, line, (size_t)n) != n) return 1;
    return 0;
  }
  if (!strcmp(command, "signals")) { /* of signal n: blocked, ignored */
    int n = atoi(argv[2]);
    sigset_t mask;
    struct sigaction a;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    sigaction(n, NULL, &a);
    printf("%s %s", sigismember(&mask, n) ? "blocked" : "open", a.sa_handler == SIG_IGN ? "ignored" : a.sa_handler == SIG_DFL ? "default" : "caught");
    return 0;
  }
  if (!strcmp(command, "ids")) {
    printf("%ld %ld %ld %ld", (long)getpid(), (long)getppid(), (long)getpgrp(), (long)getsid(0));
    return 0;
  }
  if (!strcmp(command, "cat")) {
    char b[4096];
    ssize_t n;
    while ((n = read(0, b, sizeof b)) > 0)
      if (write(1, b, (size_t)n) != n) return 1;
    return n < 0;
  }
  if (!strcmp(command, "kill")) {
    raise(atoi(argv[2]));
    return 99;
  }
  if (!strcmp(command, "wait")) { /* until standard input ends */
    char c;
    while (read(0, &c, 1) > 0) {}
    return 0;
  }
  if (!strcmp(command, "catch")) { /* a handler, then exec, or exit 23 */
    signal(SIGUSR1, ignore);
    if (argc == 2) return 23;
    execv(argv[2], argv + 2);
    return errno;
  }
  if (!strcmp(command, "exec")) {
    execv(argv[2], argv + 2);
    return errno;
  }
  return 98;
}
