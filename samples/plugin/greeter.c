// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "greeter.h"
#include <dlfcn.h>
#include <stdio.h>

int greetings;
const char *const greeter_version = "1.0";

int greet_with(const char *path, const char *whom) {
  void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!plugin) {
    fprintf(stderr, "%s\n", dlerror());
    return -1;
  }
  int (*greet)(const char *) = (int (*)(const char *))dlsym(plugin, "greet");
  int result = -1;
  if (greet)
    result = greet(whom);
  else
    fprintf(stderr, "%s\n", dlerror());
  dlclose(plugin);
  return result;
}
