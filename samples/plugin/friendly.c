// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "greeter.h"
#include <stdio.h>

int greet(const char *whom) {
  ++greetings; /* lives in the shared library */
  return printf("dear %s (greeter %s)\n", whom, greeter_version) < 0 ? -1 : 0;
}
