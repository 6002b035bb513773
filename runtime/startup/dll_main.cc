// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// tern1.dll's own entry, called by NT's loader before any module of ours. Under the loader's lock: it only takes the
// TEB slot, so that current() works. Everything else begins at the exe's entry.
#include "core/sections.h"
#include "core/thread.h"
#include "nt/sync.h"
#include "nt/tls.h"
#include "startup/thread_detach.h"

namespace tern {

// Byte offset of the TEB slot; 0x1480 + 8 * index. Process-local: a forked child allocates its own.
TERN_NOFORK uint32_t g_teb_offset = 0;

} // namespace tern

extern "C" int tern_dll_main(void *, uint32_t reason, void *) {
  using namespace tern;
  if (reason == 1 /* DLL_PROCESS_ATTACH */) {
    uint32_t index = nt::tls_allocate();
    if (index >= 64) return 0; // beyond the TEB's own slots: refused, the loader reports a failed DLL
    g_teb_offset = 0x1480 + 8 * index;
  } else if (reason == 3 /* DLL_THREAD_DETACH */) {
    if (Thread *t = current_or_null()) startup::native_thread_detach(t);
  }
  return 1;
}
