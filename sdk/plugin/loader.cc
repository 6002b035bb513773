// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `-fplugin=` names. It refers to no symbol of LLVM, so that any clang can load it and a clang of
// another major version gets a sentence instead of an unresolved C++ symbol.
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>

namespace {

[[noreturn]] void refuse(const char *why) {
  std::fprintf(stderr, "x86_64-pc-cygwin: error: %s\n", why);
  std::exit(1);
}

void check_llvm_version() {
  using GetVersion = void (*)(unsigned *, unsigned *, unsigned *);
  auto get = reinterpret_cast<GetVersion>(dlsym(RTLD_DEFAULT, "LLVMGetVersion"));
  char text[200];
  if (!get) {
    std::snprintf(text, sizeof text,
                  "this clang plugin works with clang-%d only; the compiler that loads it is "
                  "older or hides its LLVM",
                  TERN_LLVM_MAJOR);
    refuse(text);
  }
  unsigned major = 0, minor = 0, patch = 0;
  get(&major, &minor, &patch);
  if (major == TERN_LLVM_MAJOR) return;
  std::snprintf(text, sizeof text,
                "this clang plugin works with clang-%d only; it was loaded by clang %u.%u.%u",
                TERN_LLVM_MAJOR, major, minor, patch);
  refuse(text);
}

// The part that depends on LLVM lies beside this file.
void load_patch() {
  Dl_info self;
  if (!dladdr(reinterpret_cast<void *>(&load_patch), &self)) refuse("the clang plugin cannot find itself");
  char path[PATH_MAX];
  const char *slash = std::strrchr(self.dli_fname, '/');
  int folder = slash ? static_cast<int>(slash - self.dli_fname + 1) : 0;
  std::snprintf(path, sizeof path, "%.*sclang-%d-cygwin.so", folder, self.dli_fname, TERN_LLVM_MAJOR);
  if (!dlopen(path, RTLD_LAZY | RTLD_GLOBAL)) {
    char text[PATH_MAX + 100];
    std::snprintf(text, sizeof text, "cannot load the clang plugin: %s", dlerror());
    refuse(text);
  }
}

[[gnu::constructor]] void on_load() {
  check_llvm_version();
  load_patch();
}

} // namespace
