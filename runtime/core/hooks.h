// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The ordered table of fork and exec hooks: each subsystem with state that crosses fork, spawn or exec has one
// row in core/hooks.cc, so that the order of locks and of re-initialisation is reviewed in one place.
#pragma once
#include "core/startup_block.h"

namespace tern {

struct Hook {
  const char *name;
  void (*quiesce)();               // parent, before the snapshot: take the locks (in table order)
  void (*release)();               // parent, after the snapshot, or when fork failed (reverse order)
  void (*rebuild)();               // forked child, in table order: re-make locks, handles, process-local state
  void (*save)(BlockWriter &, const SpawnContext &);  // parent, for a new image (exec, spawn): write what it inherits
  void (*load)(BlockReader &);     // new image at start: read it (called only when a tern parent wrote it)
};

void hooks_quiesce();
void hooks_release();
void hooks_rebuild();
void hooks_save(BlockWriter &, const SpawnContext &);
void hooks_load(BlockReader &);

} // namespace tern
