// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry of a program: tells the runtime about this image and hands over. Nothing here may need the stack for
// long: the runtime moves to one of its own.
#include "module.h"

extern int main(int, char **, char **);

static struct __tern_module module;

void mainCRTStartup(void) {
  fill_module(&module);
  module.main = main;
  // The program's own functions, or the import library's stubs: the runtime tells them apart.
  module.malloc = malloc;
  module.free = free;
  module.realloc = realloc;
  module.calloc = calloc;
  __tern_start(&module);
}

// -mwindows links with this name; the program's main is the same.
void WinMainCRTStartup(void) { mainCRTStartup(); }
