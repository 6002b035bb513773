// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Telling the parent that a child changed state.
#pragma once
#include "core/shared_state.h"

namespace tern::process {

// SIGCHLD with si_code (CLD_EXITED ...) and status to the parent of `child`, and its waiters' event. Nothing when
// the parent is no process of ours. Async-signal-safe.
void notify_parent(const Slot &child, int code, int status);

} // namespace tern::process
