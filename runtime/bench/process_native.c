/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The limit: process_posix.c's operations by NT's own calls, built with mingw-w64's compiler. A fork is a CreateProcess and
   wait here, fork_128m one from a parent that holds 128 MB. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static WCHAR self[MAX_PATH];
static HANDLE ping[2], pong[2], flow[2];
static char block[65536];
static double frequency;

static double now(void) {
  LARGE_INTEGER c;
  QueryPerformanceCounter(&c);
  return (double)c.QuadPart / frequency * 1e6;
}
static void die(const char *what) {
  printf("%s: %lu\n", what, GetLastError());
  ExitProcess(1);
}
static HANDLE start(const char *what, HANDLE in, HANDLE out) {
  STARTUPINFOW si = {sizeof si};
  PROCESS_INFORMATION pi;
  WCHAR line[600];
  if (in) si.dwFlags = STARTF_USESTDHANDLES, si.hStdInput = in, si.hStdOutput = out, si.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  wsprintfW(line, L"\"%s\" %S", self, what);
  if (!CreateProcessW(self, line, 0, 0, in != 0, 0, 0, 0, &si, &pi)) die("CreateProcess");
  CloseHandle(pi.hThread);
  return pi.hProcess;
}
static void do_spawn(void) {
  HANDLE p = start("noop", 0, 0);
  DWORD code;
  WaitForSingleObject(p, INFINITE);
  if (!GetExitCodeProcess(p, &code) || code != 7) die("child");
  CloseHandle(p);
}
static void make(HANDLE *p) {
  if (!CreatePipe(&p[0], &p[1], 0, 65536)) die("CreatePipe");
}
static void do_pipe(void) {
  HANDLE p[2];
  make(p);
  CloseHandle(p[0]), CloseHandle(p[1]);
}
static void do_pingpong(void) {
  char c = 1;
  DWORD n;
  if (!WriteFile(ping[1], &c, 1, &n, 0) || !ReadFile(pong[0], &c, 1, &n, 0)) die("pingpong");
}
static void do_tput(void) {
  for (size_t left = 16u << 20; left;) {
    DWORD n;
    if (!ReadFile(flow[0], block, sizeof block, &n, 0) || !n) die("read");
    left -= left < n ? left : n;
  }
}
static void large(void) { memset(VirtualAlloc(0, 128 << 20, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE), 1, 128 << 20); }
static void inherit(HANDLE h) { SetHandleInformation(h, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT); }
static void start_echo(void) {
  make(ping), make(pong);
  inherit(ping[0]), inherit(pong[1]);
  start("echo", ping[0], pong[1]);
  CloseHandle(ping[0]), CloseHandle(pong[1]);
}
static void start_source(void) {
  make(flow);
  inherit(flow[1]);
  start("source", GetStdHandle(STD_INPUT_HANDLE), flow[1]);
  CloseHandle(flow[1]);
}

static const struct {
  const char *name;
  void (*prepare)(void), (*run)(void);
  int batch;
} tests[] = {
    {"posix_spawn", NULL, do_spawn, 1}, {"vfork_exec", NULL, do_spawn, 1},   {"fork_64k", NULL, do_spawn, 1},
    {"fork_128m", large, do_spawn, 1},  {"fork_exec", NULL, do_spawn, 1},    {"pipe_create", NULL, do_pipe, 50},
    {"pipe_pingpong", start_echo, do_pingpong, 100}, {"pipe_tput", start_source, do_tput, 1},
};
static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

int main(int argc, char **argv) {
  LARGE_INTEGER f;
  DWORD n;
  char c;
  QueryPerformanceFrequency(&f);
  frequency = (double)f.QuadPart;
  GetModuleFileNameW(0, self, MAX_PATH);
  if (argc > 1 && !strcmp(argv[1], "noop")) return 7;
  if (argc > 1 && !strcmp(argv[1], "echo")) {
    HANDLE in = GetStdHandle(STD_INPUT_HANDLE), out = GetStdHandle(STD_OUTPUT_HANDLE);
    while (ReadFile(in, &c, 1, &n, 0) && n && WriteFile(out, &c, 1, &n, 0)) {}
    return 0;
  }
  if (argc > 1 && !strcmp(argv[1], "source")) {
    while (WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), block, sizeof block, &n, 0)) {}
    return 0;
  }
  if (argc < 3) return 2;
  int count = atoi(argv[2]);
  double *times = calloc((size_t)count, sizeof *times);
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
    if (strcmp(tests[i].name, argv[1])) continue;
    if (tests[i].prepare) tests[i].prepare();
    tests[i].run();
    for (int k = 0; k < count; k++) {
      double start_time = now();
      for (int b = 0; b < tests[i].batch; b++) tests[i].run();
      times[k] = (now() - start_time) / tests[i].batch;
    }
    qsort(times, (size_t)count, sizeof *times, ascending);
    if (tests[i].run == do_tput)
      printf("%.1f %.1f\n", (16 << 20) / times[0], (16 << 20) / times[count / 2]);
    else
      printf("%.1f %.1f\n", times[0], times[count / 2]);
    fflush(stdout);
    ExitProcess(0);
  }
  return 2;
}
