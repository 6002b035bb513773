// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Queued signals between processes: places of one pool in the shared state, linked into one list for each target. Any
// process may be killed between two steps, and what it left is whole: a place belongs to a pid, so it is free when that
// process is gone, and a list is walked, never trusted to end where its tail says.
#pragma once
#include "core/shared_state.h"

namespace tern::signal {

// Both: under the target's queue_lock, by the sender. False: the target has kQueuedSignals waiting, or the pool is used up.
bool push_shared(Slot &target, const SharedSiginfo &);

// Under the own queue_lock: each entry, oldest first; one that `take` says true of is taken out.
void take_shared(Slot &own, bool (*take)(const SharedSiginfo &, void *), void *argument);

} // namespace tern::signal
