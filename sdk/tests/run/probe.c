// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A native Windows program that shows what the runner gives a program; the Tern runtime is not needed for
// that.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int start_copy(const char *self, const char *arguments) {
  char line[1024];
  STARTUPINFOA startup = {.cb = sizeof startup};
  PROCESS_INFORMATION process;
  snprintf(line, sizeof line, "\"%s\" %s", self, arguments);
  return CreateProcessA(self, line, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process) ? 0 : 1;
}

// In UTF-8, whatever the code page is.
static void show_variable(const char *name) {
  wchar_t wide_name[64], wide[8192];
  char text[8192 * 3];
  MultiByteToWideChar(CP_UTF8, 0, name, -1, wide_name, 64);
  if (!GetEnvironmentVariableW(wide_name, wide, 8192)) wcscpy(wide, L"(unset)");
  WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, sizeof text, NULL, NULL);
  printf("%s=%s\n", name, text);
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  char text[4096];
  if (strcmp(what, "args") == 0) {
    for (int i = 2; i < argc; ++i) printf("[%s]\n", argv[i]);
  } else if (strcmp(what, "env") == 0) {
    for (int i = 2; i < argc; ++i) show_variable(argv[i]);
  } else if (strcmp(what, "status") == 0) {
    return atoi(argv[2]);
  } else if (strcmp(what, "cat") == 0) {
    for (size_t n; (n = fread(text, 1, sizeof text, stdin)) > 0;) fwrite(text, 1, n, stdout);
  } else if (strcmp(what, "both") == 0) {
    fputs("to stdout\n", stdout);
    fputs("to stderr\n", stderr);
  } else if (strcmp(what, "cwd") == 0) {
    GetCurrentDirectoryA(sizeof text, text);
    puts(text);
  } else if (strcmp(what, "hang") == 0) {
    Sleep(INFINITE);
  } else if (strcmp(what, "tree") == 0) { // two children, one of which has a child, then waits for ever
    if (start_copy(argv[0], "hang marker") || start_copy(argv[0], "subtree")) return 1;
    Sleep(INFINITE);
  } else if (strcmp(what, "subtree") == 0) {
    if (start_copy(argv[0], "hang marker")) return 1;
    puts("tree is complete");
    fflush(stdout);
    Sleep(INFINITE);
  } else {
    fprintf(stderr, "probe: what is '%s'?\n", what);
    return 99;
  }
  return 0;
}
