// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "greeter.h"
#include <stdio.h>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    if (greet_with(argv[i], "world") < 0) return 1;
  printf("%d greeting(s)\n", greetings);
  return greetings == argc - 1 ? 0 : 1;
}
