// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// malloc and its family (ISO C, POSIX XSH malloc, posix_memalign, aligned_alloc; the GNU and BSD ones): mimalloc on
// the heap arena. Not async-signal-safe. malloc_depth tells fork's snapshot that the heap is not at rest.
#include "memory/malloc.h"
#include "core/sections.h"
#include "core/thread.h"
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

extern "C" { // mimalloc's own names (mimalloc.h)
void *mi_malloc(size_t);
void mi_free(void *);
void *mi_realloc(void *, size_t);
void *mi_calloc(size_t, size_t);
void *mi_malloc_aligned(size_t, size_t);
size_t mi_usable_size(const void *);
}

namespace tern::memory {

AllocatorTable g_program_allocator;

namespace {

class InAllocator {
  Thread *t_ = current();

public:
  InAllocator() { t_->malloc_depth++;
    __asm__ volatile("" ::: "memory");
  }
  ~InAllocator() { __asm__ volatile("" ::: "memory");
    t_->malloc_depth--;
  }
};

void *or_enomem(void *p) {
  if (!p) [[unlikely]]
    errno = ENOMEM;
  return p;
}

// Every block is aligned for any object, as on other systems; mimalloc aligns blocks of up to 8 bytes to 8 only.
size_t at_least_aligned(size_t size) { return size <= 8 ? 16 : size; }

bool power_of_two(size_t n) { return n && !(n & (n - 1)); }

void *aligned(size_t alignment, size_t size) {
  InAllocator in;
  return mi_malloc_aligned(size, alignment < sizeof(void *) ? sizeof(void *) : alignment);
}

} // namespace

} // namespace tern::memory

using namespace tern::memory;

TERN_EXPORT void *malloc(size_t size) {
  InAllocator in;
  return or_enomem(mi_malloc(at_least_aligned(size)));
}

TERN_EXPORT void free(void *p) {
  InAllocator in;
  mi_free(p); // preserves errno (POSIX.1-2024)
}

TERN_EXPORT void *realloc(void *p, size_t size) {
  InAllocator in;
  return or_enomem(mi_realloc(p, at_least_aligned(size)));
}

TERN_EXPORT void *calloc(size_t count, size_t size) {
  InAllocator in;
  if (count <= 8 && size <= 8 && count * size <= 8) count = 1, size = 16;
  return or_enomem(mi_calloc(count, size));
}

TERN_EXPORT int posix_memalign(void **out, size_t alignment, size_t size) {
  if (!power_of_two(alignment) || alignment % sizeof(void *)) return EINVAL;
  void *p = aligned(alignment, size);
  if (!p) return ENOMEM;
  *out = p;
  return 0;
}

TERN_EXPORT void *aligned_alloc(size_t alignment, size_t size) {
  if (!power_of_two(alignment)) {
    errno = EINVAL;
    return nullptr;
  }
  return or_enomem(aligned(alignment, size));
}

TERN_EXPORT void *memalign(size_t alignment, size_t size) { return aligned_alloc(alignment, size); }
TERN_EXPORT void *valloc(size_t size) { return aligned_alloc(4096, size); }
TERN_EXPORT void *pvalloc(size_t size) { return aligned_alloc(4096, (size + 4095) & ~size_t{4095}); }
TERN_EXPORT size_t malloc_usable_size(void *p) { return p ? mi_usable_size(p) : 0; }
TERN_EXPORT void cfree(void *p) { free(p); }

// What newlib calls for memory that may reach the program.
TERN_EXPORT void *__tern_malloc(size_t n) { return g_program_allocator.malloc ? g_program_allocator.malloc(n) : malloc(n); }
TERN_EXPORT void __tern_free(void *p) { g_program_allocator.free ? g_program_allocator.free(p) : free(p); }
TERN_EXPORT void *__tern_realloc(void *p, size_t n) {
  return g_program_allocator.realloc ? g_program_allocator.realloc(p, n) : realloc(p, n);
}
TERN_EXPORT void *__tern_calloc(size_t n, size_t size) {
  return g_program_allocator.calloc ? g_program_allocator.calloc(n, size) : calloc(n, size);
}

// newlib's reentrant names, for the files that use them.
TERN_EXPORT void *_malloc_r(struct _reent *, size_t n) { return __tern_malloc(n); }
TERN_EXPORT void _free_r(struct _reent *, void *p) { __tern_free(p); }
TERN_EXPORT void *_realloc_r(struct _reent *, void *p, size_t n) { return __tern_realloc(p, n); }
TERN_EXPORT void *_calloc_r(struct _reent *, size_t n, size_t size) { return __tern_calloc(n, size); }
TERN_EXPORT void *_memalign_r(struct _reent *, size_t a, size_t n) { return memalign(a, n); }
