/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Processes and pipes by POSIX calls. process_native.c has the same names by NT's own. NAME COUNT: prints the smallest and
   the median time of COUNT rounds in microseconds (pipe_tput: MB/s, largest and median). */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;
static const char *self;
static char *noop[] = {(char *)"bench", (char *)"noop", NULL};
static char *heap;
static int ping[2], pong[2], flow[2];
static char block[65536];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}
static void die(const char *what) {
  perror(what);
  exit(1);
}
static void reap(pid_t pid) {
  int status;
  if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 7 << 8) die("child");
}

static void do_spawn(void) {
  pid_t pid;
  if (posix_spawn(&pid, self, NULL, NULL, noop, environ)) die("posix_spawn");
  reap(pid);
}
static void do_vfork(void) {
  pid_t pid = vfork();
  if (pid == 0) {
    execv(self, noop);
    _exit(1);
  }
  reap(pid);
}
static void do_fork(void) {
  pid_t pid = fork();
  if (pid == 0) _exit(7);
  reap(pid);
}
static void do_fork_exec(void) {
  pid_t pid = fork();
  if (pid == 0) {
    execv(self, noop);
    _exit(1);
  }
  reap(pid);
}
static void do_pipe(void) {
  int p[2];
  if (pipe(p)) die("pipe");
  close(p[0]), close(p[1]);
}
static void do_pingpong(void) {
  char c = 1;
  if (write(ping[1], &c, 1) != 1 || read(pong[0], &c, 1) != 1) die("pingpong");
}
static void do_tput(void) {
  for (size_t left = 16u << 20; left;) {
    ssize_t n = read(flow[0], block, sizeof block);
    if (n <= 0) die("read");
    left -= left < (size_t)n ? left : (size_t)n;
  }
}

static void fill(size_t n) {
  heap = malloc(n);
  if (!heap) die("malloc");
  memset(heap, 1, n);
}
static void small(void) { fill(64 << 10); }
static void large(void) { fill(128 << 20); }
static void start_echo(void) {
  if (pipe(ping) || pipe(pong)) die("pipe");
  if (fork() == 0) {
    char c;
    close(ping[1]);
    while (read(ping[0], &c, 1) == 1 && write(pong[1], &c, 1) == 1) {}
    _exit(0);
  }
}
static void start_source(void) {
  if (pipe(flow)) die("pipe");
  if (fork() == 0) {
    close(flow[0]);
    while (write(flow[1], block, sizeof block) > 0) {}
    _exit(0);
  }
  close(flow[1]);
}

static const struct {
  const char *name;
  void (*prepare)(void), (*run)(void);
  int batch;
} tests[] = {
    {"posix_spawn", NULL, do_spawn, 1},       {"vfork_exec", NULL, do_vfork, 1},   {"fork_64k", small, do_fork, 1},
    {"fork_128m", large, do_fork, 1},         {"fork_exec", NULL, do_fork_exec, 1}, {"pipe_create", NULL, do_pipe, 50},
    {"pipe_pingpong", start_echo, do_pingpong, 100}, {"pipe_tput", start_source, do_tput, 1},
};

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

int main(int argc, char **argv) {
  if (argc > 1 && !strcmp(argv[1], "noop")) return 7;
  if (argc < 3) return 2;
  self = argv[0];
  int count = atoi(argv[2]);
  double *times = calloc((size_t)count, sizeof *times);
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
    if (strcmp(tests[i].name, argv[1])) continue;
    if (tests[i].prepare) tests[i].prepare();
    tests[i].run();
    for (int k = 0; k < count; k++) {
      double start = now();
      for (int b = 0; b < tests[i].batch; b++) tests[i].run();
      times[k] = (now() - start) / tests[i].batch;
    }
    qsort(times, (size_t)count, sizeof *times, ascending);
    if (tests[i].run == do_tput)
      printf("%.1f %.1f\n", (16 << 20) / times[0], (16 << 20) / times[count / 2]);
    else
      printf("%.1f %.1f\n", times[0], times[count / 2]);
    fflush(stdout);
    _exit(0);
  }
  return 2;
}
