// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "core/thread.h"

namespace tern {

// The thread's manual-reset event for its own overlapped calls, made on first need; null: no handle to be had.
void *io_event(Thread *);

} // namespace tern
