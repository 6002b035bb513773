// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order. Quiesce takes the locks from the top down: what calls others stands above what it calls, the allocator
// last. Rebuild goes the same way in a forked child; save and load in the order in which a new image needs them.
#include "core/hooks.h"
#include "fd/hooks.h"
#include "fs/hooks.h"
#include "process/hooks.h"
#include "signal/hooks.h"
#include "thread/hooks.h"

namespace tern {

static const Hook *const kHooks[] = {
    &kProcessHook, // ids, limits, children
    &kFsHook,      // working directory, umask, mounts
    &kFdHook,      // descriptors
    &kThreadHook,  // libc's locks, keys, the list of threads
    &kSignalHook,  // dispositions, masks, pending signals, timers; its rebuild may start the helper thread
};

void hooks_quiesce() {
  for (const Hook *h : kHooks)
    if (h->quiesce) h->quiesce();
}

void hooks_release() {
  for (unsigned i = sizeof kHooks / sizeof *kHooks; i-- > 0;)
    if (kHooks[i]->release) kHooks[i]->release();
}

void hooks_rebuild() {
  for (const Hook *h : kHooks)
    if (h->rebuild) h->rebuild();
}

void hooks_save(BlockWriter &w, const SpawnContext &c) {
  for (const Hook *h : kHooks)
    if (h->save) h->save(w, c);
}

void hooks_load(BlockReader &r) {
  for (const Hook *h : kHooks)
    if (h->load) h->load(r);
}

} // namespace tern
