// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// tern_fork_begin(SavedRegisters *, run_handlers) returns fork's value in the parent; the child comes back by tern_resume.
#include "process/saved_registers.inc"
	returns_twice tern_fork_entry, tern_fork_begin
