// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the start of a program calls of process/.
#pragma once
#include "core/startup_block.h"
#include "process/exit.h"
#include "process/table.h"

namespace tern::process {

// A forked child, on the thread and stack that NT made, at the exe's entry: takes over memory and state of the parent
// and returns from fork() there. Nothing of the runtime was set up before. Does not return (docs/how/fork.md).
[[noreturn]] void fork_child_entry(const BlockReader &);

} // namespace tern::process
