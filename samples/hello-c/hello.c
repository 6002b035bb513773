// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <stdio.h>
#include <sys/utsname.h>
#include <unistd.h>

int main(int argc, char **argv) {
  struct utsname system;
  if (uname(&system) < 0) {
    perror("uname");
    return 1;
  }
  printf("hello from %s, pid %ld, %d argument(s)\n", system.sysname, (long)getpid(), argc - 1);
  for (int i = 1; i < argc; ++i) printf("  %d: %s\n", i, argv[i]);
  return 0;
}
