// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the mount table comes from: the parent's, or fstab.
#pragma once
#include "core/shared_state.h"
#include "core/startup_block.h"

namespace tern::fs {

// At start when a native process started us: root from the DLL's place, fstab (TERN_FSTAB, else /etc/fstab, then
// /etc/fstab.d/$USER), working directory.
void start_from_native();
void mounts_load_fstab();
// Changes that mount() and umount() made are seen by all processes of the user and session: a log in the shared state, which
// each process applies when its generation has moved. Errors: EINVAL, ENOENT, EMFILE, ENOMEM, ENOSPC.
void mounts_refresh_slow();
Result<> mount_add(const char *win32, const char *posix, uint32_t flags);
Result<> mount_remove(const char *posix);
extern uint32_t g_mounts_seen;

void mounts_save(BlockWriter &, const SpawnContext &);
void mounts_load(BlockReader &);

inline void mounts_refresh() {
  if (__atomic_load_n(&shared().header.mount_generation, __ATOMIC_ACQUIRE) != g_mounts_seen) [[unlikely]]
    mounts_refresh_slow();
}

} // namespace tern::fs
