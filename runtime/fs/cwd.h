// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The working directory and the chroot root of a process view: canonical POSIX paths, shared by reference between
// views until one of them changes.
#pragma once
#include "core/result.h"
#include "core/startup_block.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::fs {

// Immutable once made; a view replaces its pointer.
struct WorkingDirectory {
  uint32_t references;
  size_t length;
  char path[]; // absolute, canonical, includes the chroot root; "/" for the root
};
struct Root {
  uint32_t references;
  size_t length;
  char path[]; // no trailing slash
};

WorkingDirectory *new_working_directory(const char *path, size_t length); // null: out of memory
void hold(WorkingDirectory *);
void drop(WorkingDirectory *);
Root *new_root(const char *path, size_t length);
void hold(Root *);
void drop(Root *);

// Copies of what the calling thread's view has now.
size_t current_directory(char *out, size_t capacity); // length
size_t current_root(char *out, size_t capacity);      // 0: none

Result<> change_directory(const char *path);
Result<> change_directory_fd(int fd);
Result<> change_root(const char *path);
// Path below the chroot root, as the process sees it. ENOENT: outside of it.
Result<size_t> visible_path(const char *canonical, size_t length, char *out, size_t capacity);

void cwd_from_native(); // at start: of a native parent
void cwd_save(BlockWriter &, const SpawnContext &);
void cwd_load(BlockReader &);

} // namespace tern::fs
