// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the mount table comes from: the parent's, or fstab.
#pragma once
#include "core/startup_block.h"

namespace tern::fs {

// At start when a native process started us: root from the DLL's place, fstab (TERN_FSTAB, else /etc/fstab, then
// /etc/fstab.d/$USER), working directory.
void start_from_native();
void mounts_load_fstab();
void mounts_save(BlockWriter &, const SpawnContext &);
void mounts_load(BlockReader &);

} // namespace tern::fs
