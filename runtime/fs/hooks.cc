// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/hooks.h"
#include "fs/cwd.h"
#include "fs/mounts.h"

namespace tern {

static void save(BlockWriter &w, const SpawnContext &c) {
  fs::mounts_save(w, c);
  fs::cwd_save(w, c);
}
static void load(BlockReader &r) {
  fs::mounts_load(r);
  fs::cwd_load(r);
}
static void nothing() {}

// The tables are plain data that the snapshot copies; their locks are leaves, free while fork runs or re-made.
const Hook kFsHook = {"files", nothing, nothing, nothing, save, load};

} // namespace tern
