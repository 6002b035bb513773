// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// newlib's reentrancy: each thread's struct _reent lies in its record; errno is a member of it.
#include "core/sections.h"
#include "core/thread.h"
#include <errno.h>
#include <reent.h>

using namespace tern;

TERN_EXPORT struct _reent *__getreent(void) { return &current()->reent; }

// Async-signal-safe.
TERN_EXPORT int *__errno_location(void) { return &current()->reent._errno; }
