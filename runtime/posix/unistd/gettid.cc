// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// gettid (Linux): a number that no other living thread of the session has. It is not the process's pid, for the first thread
// either. Async-signal-safe.
#include "core/thread.h"
#include <unistd.h>

TERN_EXPORT pid_t gettid(void) { return static_cast<pid_t>(tern::current()->tid); }
