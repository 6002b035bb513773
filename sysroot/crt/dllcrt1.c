// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The entry of a shared library. Under the loader's lock: the runtime only registers the image; its constructors
// run on the user's stack, at the program's start or in dlopen.
#include "module.h"

static struct __tern_module module;

extern int DllMain(void *, unsigned, void *);

int DllMainCRTStartup(void *base, unsigned reason, void *reserved) {
  enum { process_detach, process_attach };
  if (reason == process_attach) {
    fill_module(&module);
    __tern_dll_attach(&module);
  }
  int result = DllMain(base, reason, reserved);
  if (reason == process_detach) __tern_dll_detach(&module, reserved != 0);
  return result;
}
