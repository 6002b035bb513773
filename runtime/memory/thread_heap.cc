// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "memory/thread_heap.h"
#include "core/thread.h"
#include "memory/thread_heap_offset.h"
#include <stddef.h>

extern "C" void mi_thread_done(void);

namespace tern::memory {

static_assert(offsetof(Thread, heap) == TERN_THREAD_HEAP_OFFSET);

void thread_heap_done() {
  Thread *t = current();
  t->malloc_depth++;
  mi_thread_done();
  t->malloc_depth--;
}

} // namespace tern::memory
