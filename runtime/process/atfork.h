// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// pthread_atfork's handlers.
#pragma once
#include "core/result.h"

namespace tern::process {

// Errors: ENOMEM. `module`: of the caller (its __dso_handle); forget_atfork drops what it registered.
Result<> register_atfork(void (*prepare)(), void (*parent)(), void (*child)(), void *module);
void forget_atfork(void *module);

void run_atfork_prepare(); // newest first; holds the list until one of the next two
void run_atfork_parent();  // oldest first
void run_atfork_child();

} // namespace tern::process
