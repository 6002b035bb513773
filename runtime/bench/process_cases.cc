// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making processes, against CreateProcessW + WaitForSingleObject of the same program.
#include "bench.h"
#include <cstdio>
#include <cstdlib>
#include <spawn.h>
#include <sys/cygwin.h>
#include <sys/wait.h>
#include <unistd.h>
#include <windows.h>

extern "C" char **environ;

static char g_program[4096];
static wchar_t g_command[4096];

static void reap(pid_t child) {
  int status = -1;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
    perror("bench: child");
    exit(1);
  }
}

static char *const *arguments() {
  static char nothing[] = "--nothing";
  static char *values[] = {g_program, nothing, nullptr};
  return values;
}

static void spawn_and_wait() {
  pid_t child = -1;
  if (posix_spawn(&child, g_program, nullptr, nullptr, arguments(), environ) != 0) child = -1;
  reap(child);
}

static void vfork_exec_and_wait() {
  pid_t child = vfork();
  if (child == 0) {
    execve(g_program, arguments(), environ);
    _exit(127);
  }
  reap(child);
}

static void fork_and_wait() {
  pid_t child = fork();
  if (child == 0) _exit(0);
  reap(child);
}

static void fork_exec_and_wait() {
  pid_t child = fork();
  if (child == 0) {
    execve(g_program, arguments(), environ);
    _exit(127);
  }
  reap(child);
}

static void create_process_and_wait() {
  STARTUPINFOW startup{};
  startup.cb = sizeof startup;
  PROCESS_INFORMATION process;
  wchar_t command[4096];
  lstrcpyW(command, g_command);
  if (!CreateProcessW(nullptr, command, nullptr, nullptr, FALSE, 0, nullptr, nullptr, &startup, &process)) {
    fprintf(stderr, "bench: CreateProcessW: error %u\n", static_cast<unsigned>(GetLastError()));
    exit(1);
  }
  WaitForSingleObject(process.hProcess, INFINITE);
  CloseHandle(process.hThread);
  CloseHandle(process.hProcess);
}

void add_process_cases() {
  ssize_t n = readlink("/proc/self/exe", g_program, sizeof g_program - 1);
  if (n <= 0) return;
  g_program[n] = 0;
  wchar_t path[2048];
  GetModuleFileNameW(nullptr, path, 2048);
  wsprintfW(g_command, L"\"%s\" --nothing", path);
  bench::add({"posix_spawn", 1, spawn_and_wait, create_process_and_wait});
  bench::add({"vfork_exec", 1, vfork_exec_and_wait, create_process_and_wait});
  bench::add({"fork_exit", 1, fork_and_wait, create_process_and_wait});
  bench::add({"fork_exec", 1, fork_exec_and_wait, create_process_and_wait});
}
