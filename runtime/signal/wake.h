// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The event by which other processes tell this one to look at its slot. It exists from the first need on: a process
// that catches, blocks or waits for nothing has none, and senders do without.
#pragma once
#include "core/shared_state.h"
#include "nt/handle.h"

namespace tern::signal {

nt::RawHandle own_wake_event(); // made on first need; null: no memory
void wake_process(const Slot &);

} // namespace tern::signal
