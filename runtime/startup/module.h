// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What each image of ours (exe or DLL) tells the runtime about itself; made by the crt objects (sysroot/crt). The
// layout is ABI: it grows at its end, `size` says how far (docs/abi.md).
#pragma once
#include <stddef.h>
#include <stdint.h>

extern "C" {

struct __tern_pseudo_reloc {
  uint32_t symbol, target, flags;
};

struct __tern_module {
  uint32_t abi_version; // 1
  uint32_t size;        // of this struct
  void *image_base;
  void (**constructors)(void); // __CTOR_LIST__: -1, functions, 0; run last to first
  void (**destructors)(void);  // __DTOR_LIST__
  const void *pseudo_relocs, *pseudo_relocs_end;
  void *dso_handle;
  int (*main)(int, char **, char **); // exe only
  // The program's own allocator, or the import stubs of ours, which start-up tells apart. docs/how/heap.md
  void *(*malloc)(size_t);
  void (*free)(void *);
  void *(*realloc)(void *, size_t);
  void *(*calloc)(size_t, size_t);
  // Text-mode default that binmode.o or textmode.o chose: -1 none, else O_BINARY or O_TEXT.
  int *text_mode;
  void *reserved[8];
};

} // extern "C"

namespace tern::startup {

constexpr unsigned kModuleAbi = 1;

struct Module {
  const __tern_module *info;
  bool constructed;  // its constructors ran
  bool at_start;     // loaded with the program, not by dlopen or LoadLibrary
};

extern const __tern_module *g_main_module;

// All modules of ours in load order (dependencies first), the exe last. For fork and dlopen.
unsigned module_count();
Module *module_at(unsigned);
Module *module_find(const void *image_base);

// Runs the constructors of every registered module that has not had them, in load order. dlopen calls it after
// LoadLibrary; the program's start once for all.
void run_constructors();
// The destructors of one module (dlclose, exit): its atexit and __cxa_atexit functions first.
void run_destructors(Module &);
void module_unregister(Module &);

void apply_pseudo_relocs(const __tern_module &);

} // namespace tern::startup
