// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the other engines ask of signals. None of these runs a handler: the thread takes it when it leaves its engine.
#pragma once
#include "core/result.h"
#include "core/shared_state.h"

namespace tern::signal {

// A signal for the calling thread (SIGPIPE of a write, SIGXFSZ ...).
void raise_in_thread(int signo);

// A signal for a process: queues `info`, sets it pending, wakes or ends the target. EPERM is the caller's to check.
// Errors: ESRCH (gone), EAGAIN (queue full, real-time signals only).
Result<> send_process(Slot &target, const SharedSiginfo &info);

} // namespace tern::signal
