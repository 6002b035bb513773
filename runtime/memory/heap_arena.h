// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* What mimalloc asks of the operating system, answered from the heap arena (docs/how/heap.md). C, because the
   allocator's sources are compiled with memory/mimalloc_shim.h forced in front, which maps its mmap calls here. */
#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
/* `size` bytes aligned to `alignment`, reserved, and committed when `commit`; null: no memory. */
void *tern_heap_reserve(size_t size, size_t alignment, int commit);
void tern_heap_release(void *p, size_t size); /* any part of what was reserved */
int tern_heap_commit(void *p, size_t size);   /* 0, or an errno */
int tern_heap_decommit(void *p, size_t size);
void *tern_heap_thread(void);                 /* the thread record; its `heap` member is the default heap */
#ifdef __cplusplus
}
#endif
