// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The children of this process: pid, slot and a handle of each. Process-local: a forked child starts with none.
#pragma once
#include "core/lock.h"
#include "core/result.h"
#include "core/shared_state.h"
#include "nt/handle.h"
#include <sys/types.h>

namespace tern::process {

struct Child {
  int32_t pid;              // 0: free entry
  uint32_t slot;
  nt::RawHandle handle;     // null: a vfork child that has exited; its status is in the slot
  uint64_t exec_generation; // of the slot when handle was taken
  bool native;              // its exit code is the status
};

constexpr unsigned kMaxChildren = kSlots;

extern Lock g_children_lock;

// The table, made on first need; null when memory is exhausted. Under g_children_lock.
Child *children();
unsigned children_end(); // one past the last used entry

// Takes over `handle`. Errors: EAGAIN (no memory or room): the caller still owns the handle.
Result<> add_child(Slot &, nt::RawHandle handle, bool native);
Result<> adopt_child(const Child &); // the same, as an earlier image had it
void remove_child(Child &); // closes the handle
void forget_child(nt::RawHandle); // a launch failed after add_child: the handle is the caller's again
// Makes sure that one more child fits, so that add_child after a launch cannot fail.
Result<> reserve_child();

// At exit: the living ones go to pid 1, zombies are freed.
void orphan_children();

// The handle to wait on for `c`, following execs. Under g_children_lock.
nt::RawHandle current_handle(Child &c);

} // namespace tern::process
