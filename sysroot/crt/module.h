// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an image of ours tells the runtime about itself; the layout is runtime/startup/module.h's, and ABI.
#pragma once
#include <stddef.h>

struct __tern_module {
  unsigned abi_version, size;
  void *image_base;
  void (**constructors)(void);
  void (**destructors)(void);
  const void *pseudo_relocs, *pseudo_relocs_end;
  void *dso_handle;
  int (*main)(int, char **, char **);
  void *(*malloc)(size_t);
  void (*free)(void *);
  void *(*realloc)(void *, size_t);
  void *(*calloc)(size_t, size_t);
  int *text_mode;
  void *reserved[8];
};

__attribute__((noreturn)) void __tern_start(const struct __tern_module *);
void __tern_dll_attach(const struct __tern_module *);
void __tern_dll_detach(const struct __tern_module *, int process_ends);

extern void *malloc(size_t), *realloc(void *, size_t), *calloc(size_t, size_t);
extern void free(void *);

// Made by the linker.
extern char __ImageBase;
extern void (*__CTOR_LIST__[])(void), (*__DTOR_LIST__[])(void);
extern char __RUNTIME_PSEUDO_RELOC_LIST__, __RUNTIME_PSEUDO_RELOC_LIST_END__;

// One for each module: the key of its __cxa_atexit functions. Hidden from other modules.
void *__dso_handle = &__dso_handle;

// binmode.o or textmode.o define it strongly (docs/how/files.md).
int __tern_text_mode __attribute__((weak)) = -1;

// lld and GNU ld want this name where an image has pseudo relocations; the runtime applies them at registration.
void _pei386_runtime_relocator(void) {}

// GCC and clang call it from main on targets whose constructors are the C library's matter; here they have run.
void __main(void) {}

static void fill_module(struct __tern_module *m) {
  m->abi_version = 1;
  m->size = sizeof *m;
  m->image_base = &__ImageBase;
  m->constructors = __CTOR_LIST__;
  m->destructors = __DTOR_LIST__;
  m->pseudo_relocs = &__RUNTIME_PSEUDO_RELOC_LIST__;
  m->pseudo_relocs_end = &__RUNTIME_PSEUDO_RELOC_LIST_END__;
  m->dso_handle = &__dso_handle;
  m->text_mode = &__tern_text_mode;
}
