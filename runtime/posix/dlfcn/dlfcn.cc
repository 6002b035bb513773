// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 dlopen, dlsym, dlclose, dlerror, dladdr. Relocation is done by NT when an image is loaded, so RTLD_LAZY
// is as RTLD_NOW. Not async-signal-safe.
#include "core/lock.h"
#include "core/sections.h"
#include "core/thread.h"
#include "core/trace.h"
#include "fs/convert.h"
#include "nt/image.h"
#include "nt/loader.h"
#include "posix/dlfcn/path_of.h"
#include "process/image_files.h"
#include "process/modules.h"
#include "core/utf.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

using namespace tern;

// The thread's message; told once.
struct DlError {
  bool pending;
  process::ModuleError why;
};

static DlError *dl_error() {
  Thread *t = current();
  if (!t->dlerror_state) t->dlerror_state = calloc(1, sizeof(DlError));
  return static_cast<DlError *>(t->dlerror_state);
}

static void set_error(const process::ModuleError &why) {
  if (DlError *e = dl_error()) e->why = why, e->pending = true;
}

// A handle, or null and a message for dlerror. Constructors of what is loaded run here.
TERN_EXPORT void *dlopen(const char *name, int mode) {
  process::ModuleError why{};
  void *h = process::open_module(name && *name ? name : nullptr, (mode & RTLD_GLOBAL) != 0, (mode & RTLD_NOLOAD) != 0,
                                 (mode & RTLD_NODELETE) != 0, why);
  if (!h) set_error(why);
  return h;
}

TERN_EXPORT int dlclose(void *handle) {
  process::ModuleError why{};
  if (process::close_module(handle, why)) return 0;
  set_error(why);
  return -1;
}

// RTLD_DEFAULT: the program, its libraries, then those opened with RTLD_GLOBAL. RTLD_NEXT: after the caller's module.
TERN_EXPORT void *dlsym(void *handle, const char *name) {
  process::ModuleError why{};
  void *p;
  if (handle == RTLD_DEFAULT || handle == RTLD_NEXT) {
    p = handle == RTLD_NEXT ? process::find_symbol_next(name, __builtin_return_address(0)) : process::find_symbol_default(name);
    if (!p) format_text(why.text, sizeof why.text, "%s: symbol not found", name);
  } else {
    p = process::find_symbol(handle, name, why);
  }
  if (!p) set_error(why);
  return p;
}

TERN_EXPORT char *dlerror(void) {
  DlError *e = dl_error();
  if (!e || !e->pending) return nullptr;
  e->pending = false;
  return e->why.text;
}

// The path strings live until the process ends: a module's address is asked for again and again.
const char *tern::module_path_of(void *image) {
  struct Known {
    void *image;
    char *path;
    Known *next;
  };
  static Known *known;
  char16_t wide[1024];
  size_t n = process::original_image_path(image, wide, 1024);
  char text[3072];
  text[utf16_to_utf8(wide, n, text, sizeof text - 1)] = 0;
  char *posix = fs::posix_path(text);
  if (!posix) return nullptr;
  for (Known *k = __atomic_load_n(&known, __ATOMIC_ACQUIRE); k; k = k->next) {
    if (k->image != image || strcmp(k->path, posix) != 0) continue; // another library may lie there by now
    free(posix);
    return k->path;
  }
  auto *k = static_cast<Known *>(malloc(sizeof(Known)));
  if (!k) return posix;
  *k = {image, posix, __atomic_load_n(&known, __ATOMIC_RELAXED)};
  while (!__atomic_compare_exchange_n(&known, &k->next, k, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {}
  return posix;
}

// Nonzero when the address lies in a loaded module; the symbol is the nearest exported one at or before it, or null.
TERN_EXPORT int dladdr(const void *address, Dl_info *info) {
  void *image = nt::image_of_address(address);
  if (!image) return 0;
  uintptr_t symbol = 0;
  const char *name = nt::image_symbol_before(image, reinterpret_cast<uintptr_t>(address), symbol);
  memset(info, 0, sizeof *info);
  info->dli_fname = module_path_of(image);
  info->dli_fbase = image;
  info->dli_sname = name;
  info->dli_saddr = name ? reinterpret_cast<void *>(symbol) : nullptr;
  return 1;
}

// BSD dlfunc: dlsym for functions.
TERN_EXPORT dlfunc_t dlfunc(void *handle, const char *name) { return reinterpret_cast<dlfunc_t>(dlsym(handle, name)); }
