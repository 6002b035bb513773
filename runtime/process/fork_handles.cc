// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/view.h"
#include "fd/table.h"
#include "memory/mapping.h"
#include "process/fork.h"
#include "process/fork_protection.h"

namespace tern::process {

// Both sides walk the same memory, so the n-th handle here is the n-th there. Each description once: by the lowest
// descriptor that refers to it.
void visit_fork_handles(fd::HandleVisitor &v) {
  fd::Table &t = *current()->view->files;
  for (int i = 0; i < t.capacity; ++i) {
    fd::Description *d = t.entries[i].description;
    if (!d) continue;
    bool seen = false;
    if (d->references() > 1)
      for (int k = 0; k < i && !seen; ++k) seen = t.entries[k].description == d;
    if (!seen) d->fork_handles(v);
  }
  memory::visit_sources(v);
  visit_protection(v);
}

} // namespace tern::process
