// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Resource limits and priorities of a process view. A pair of zeros in the view is "never set".
#pragma once
#include "core/result.h"
#include "core/startup_block.h"
#include "core/view.h"

namespace tern::process {

rlimit limit(const ProcessView &, int resource);
Result<> set_limit(ProcessView &, int resource, const rlimit &); // EINVAL, EPERM

// nice values -20..19 as NT priority classes, and the value that a class stands for.
Result<int> nice_of(pid_t);          // ESRCH
Result<> set_nice(pid_t, int value); // ESRCH, EACCES, EPERM

} // namespace tern::process
