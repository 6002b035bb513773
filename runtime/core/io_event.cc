// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/io_event.h"
#include "nt/sync.h"

namespace tern {

void *io_event(Thread *t) {
  if (!t->io_event) {
    nt::Handle event;
    if (nt::create_event(event, true, false).ok()) t->io_event = event.release();
  }
  return t->io_event;
}

} // namespace tern
