// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the runtime's data lives with respect to fork (docs/how/fork.md).
//   .data/.bss   copied into a forked child by the snapshot, like every module's
//   .nofork      never copied: handles, TLS indices, anything that is true in one process only
#pragma once

// Process-local variable: a forked child starts with its initial value. Must be constinit.
#define TERN_NOFORK [[gnu::section(".nofork")]] constinit
// Read-only text in the runtime's own section: code that may not be redirected by a signal.
#define TERN_EXPORT extern "C" [[gnu::used]] __attribute__((visibility("default")))
