// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/sections.h"
#include "process/exit.h"
#include <unistd.h>

using namespace tern;

// POSIX.1-2024 _exit. Async-signal-safe; in a vfork child it goes back to the parent.
TERN_EXPORT void _exit(int code) { process::terminate(process::exited_status(code)); }
