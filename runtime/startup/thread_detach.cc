// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "startup/thread_detach.h"
#include "memory/thread_heap.h"

namespace tern::startup {

void native_thread_detach(Thread *t) {
  if (t->stack.ours) return;
  memory::thread_heap_done();
  thread_list_remove(t);
  set_current(nullptr);
  free_thread_record(t);
}

} // namespace tern::startup
