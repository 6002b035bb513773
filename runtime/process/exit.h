// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The end of a process.
#pragma once
#include "core/shared_state.h"
#include <stdint.h>

namespace tern::process {

// POSIX wait encodings.
constexpr int exited_status(int code) { return (code & 0xff) << 8; }
constexpr int signalled_status(int signo, bool core = false) { return (signo & 0x7f) | (core ? 0x80 : 0); }
constexpr int stopped_status(int signo) { return (signo & 0xff) << 8 | 0x7f; }
constexpr int kContinuedStatus = 0xffff;

// Ends this process with a wait status: publishes it, gives the children to pid 1, tells the parent (SIGCHLD),
// leaves. In a vfork child: makes the status and goes back to the parent's context. No atexit handler, no stdio.
// Async-signal-safe.
[[noreturn]] void terminate(int wait_status);

// The slot of a process that ends (this one, or one that the caller is about to kill) becomes a zombie, or is free at
// once when nobody will ask; its parent is told.
void publish_end(Slot &, int wait_status);

// The exit code that a native parent sees: 0-255, or 128 + signal.
uint32_t native_exit_code(int wait_status);
// The wait status of a native program's exit code: NTSTATUS values of crashes become signals.
int status_of_native(uint32_t exit_code);

// Publishes that this process stopped or went on (signal/ calls it), and wakes a parent that waits for that.
void publish_stop(int signo);
void publish_continue();

} // namespace tern::process
