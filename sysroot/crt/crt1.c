// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry of a program: tells the runtime about this image and hands over. Nothing here may need the stack for
// long: the runtime moves to one of its own.
#include "module.h"

extern int main(int, char **, char **);

static struct __tern_module module;

// "jmp *__imp_f(%rip)": the address of f is the import library's thunk, so the program has no f of its own.
static int is_import_thunk(const void *f, const void *imported) {
  const unsigned char *code = (const unsigned char *)f;
  return f == imported || (code[0] == 0xff && code[1] == 0x25);
}

#define OWN(name) (is_import_thunk((const void *)&name, __imp_##name) ? 0 : &name)
extern const void *__imp_malloc, *__imp_free, *__imp_realloc, *__imp_calloc;

void mainCRTStartup(void) {
  fill_module(&module);
  module.main = main;
  module.malloc = OWN(malloc);
  module.free = OWN(free);
  module.realloc = OWN(realloc);
  module.calloc = OWN(calloc);
  __tern_start(&module);
}

// -mwindows links with this name; the program's main is the same.
void WinMainCRTStartup(void) { mainCRTStartup(); }
