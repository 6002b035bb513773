// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The allocator as the runtime uses it. malloc() and friends inside the runtime are the DLL's own allocator. Memory
// that a libc function hands to the program (strdup, getline, realpath ...) comes from program_malloc: the
// program's own malloc when it brings one (docs/how/heap.md).
#pragma once
#include <stddef.h>

namespace tern::memory {

struct AllocatorTable { // what the program's module told: null where it has none of its own
  void *(*malloc)(size_t);
  void (*free)(void *);
  void *(*realloc)(void *, size_t);
  void *(*calloc)(size_t, size_t);
};
extern AllocatorTable g_program_allocator;

} // namespace tern::memory

// newlib is compiled with malloc=__tern_malloc and so on.
extern "C" void *__tern_malloc(size_t);
extern "C" void __tern_free(void *);
extern "C" void *__tern_realloc(void *, size_t);
extern "C" void *__tern_calloc(size_t, size_t);

namespace tern {
inline void *program_malloc(size_t n) { return __tern_malloc(n); }
} // namespace tern
