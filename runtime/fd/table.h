// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The descriptor table of a process view: number -> (description, close-on-exec). Grows up to RLIMIT_NOFILE's
// hard limit (3,200 by default, see docs/how/descriptors.md). Look-ups take a reference, so that a close by another
// thread never frees what a call is using.
#pragma once
#include "core/lock.h"
#include "core/result.h"
#include "core/view.h"
#include "fd/description.h"

namespace tern::fd {

struct Entry {
  Description *description; // null: free
  bool close_on_exec;
  bool close_on_fork; // O_CLOFORK (POSIX.1-2024)
};

struct Table {
  Lock lock;
  Entry *entries = nullptr;
  int capacity = 0;
};

constexpr int kOpenMax = 3200;

Result<FileRef> get(int fd);                                   // EBADF
Result<int> install(FileRef, bool close_on_exec, int lowest = 0, bool close_on_fork = false); // EMFILE, EINVAL
Result<int> install_at(int fd, FileRef, bool close_on_exec);   // dup2: closes what was there; EBADF
Result<> close(int fd);
Result<> close_range(unsigned first, unsigned last, bool only_cloexec);
Result<int> duplicate(int fd, int lowest, bool close_on_exec);
Result<int> duplicate_to(int fd, int to, bool close_on_exec, bool same_is_error);
Result<bool> close_on_exec(int fd);
Result<> set_close_on_exec(int fd, bool);
Result<bool> close_on_fork(int fd);
Result<> set_close_on_fork(int fd, bool);

// vfork child and spawn's shadow: a copy of a table (references added); destroyed with discard.
Table *copy(Table &);
void discard(Table *);

extern Table g_table; // of the process's own view

// Start-up: descriptors 0-2 from the standard handles of a native parent, or all from the startup block.
void table_load(BlockReader &);
void table_from_standard_handles();
// Which descriptors an exec passes on (close_on_exec ones are left out), written as one Descriptors record.
void table_save(BlockWriter &, const SpawnContext &, Table &);

} // namespace tern::fd
