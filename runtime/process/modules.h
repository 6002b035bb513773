// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loading shared libraries: the engine under <dlfcn.h> (docs/how/dlopen.md). A handle is the image's base.
#pragma once
#include "core/result.h"

namespace tern::process {

struct ModuleError {
  int error;           // errno
  char text[300];      // for dlerror
};

// `name` null: the program. Constructors of what was loaded have run. `global`: its symbols are found by RTLD_DEFAULT.
// `only_loaded` (RTLD_NOLOAD): nothing new is loaded. Null: `why` says why.
void *open_module(const char *name, bool global, bool only_loaded, bool keep, ModuleError &why);
bool close_module(void *handle, ModuleError &why);
void *find_symbol(void *handle, const char *name, ModuleError &why);
void *find_symbol_default(const char *name);
// After the module that `caller` lies in, in the search order (RTLD_NEXT).
void *find_symbol_next(const char *name, const void *caller);

// Is there a handle of dlopen of this image?
bool is_opened(void *image);

// fork holds the lock of dlopen, so that no library is half loaded at the snapshot.
void modules_lock();
void modules_unlock();
void modules_rebuild(); // forked child

} // namespace tern::process
