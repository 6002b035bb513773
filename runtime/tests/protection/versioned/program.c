/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* For each line of input forks a child that forks one in turn; each says which versions of the program and its libraries it
   runs, by code, and where it believes to come from. */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int linked_is_new(void);
__attribute__((noinline)) static int program_is_new(void) {
  int is_new;
  __asm__ volatile("movl %1, %0" : "=r"(is_new) : "i"(VERSION[0] == 'n'));
  return is_new;
}

static int (*opened_is_new)(void);

static void report(const char *who) {
  char text[600], exe[400] = "";
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
  const char *base = n > 0 ? strstr(exe, "/program") : 0;
  void *late = dlopen("cyglate.dll", RTLD_NOW); /* beside the program, opened by name */
  int length = snprintf(text, sizeof text, "%s %d%d%d %s %s\n", who, program_is_new(), linked_is_new(), opened_is_new(),
                        base && !strstr(exe, "ternfork") ? "exe" : exe, late ? "late" : dlerror());
  write(1, text, (size_t)length);
}

static int wait_for(pid_t pid) {
  int status = -1;
  if (pid < 0) return errno == EAGAIN ? 99 : 98;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 97;
}

int main(void) {
  void *opened = dlopen("./cygopened.dll", RTLD_NOW);
  opened_is_new = opened ? (int (*)(void))dlsym(opened, "opened_is_new") : 0;
  if (!opened_is_new) return 1;
  char line[100];
  write(1, "ready\n", 6);
  while (read(0, line, sizeof line) > 0) {
    pid_t pid = fork();
    if (!pid) {
      report("child");
      pid = fork();
      if (!pid) {
        report("grandchild");
        _exit(0);
      }
      _exit(wait_for(pid));
    }
    char text[50];
    write(1, text, (size_t)sprintf(text, "status %d\n", wait_for(pid)));
  }
  return 0;
}
