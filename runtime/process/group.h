// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Process groups and sessions.
#pragma once
#include "core/result.h"
#include <sys/types.h>

namespace tern::process {

pid_t parent(); // 1 once the parent is gone
Result<pid_t> group_of(pid_t);   // ESRCH
Result<pid_t> session_of(pid_t); // ESRCH
// EACCES (the child has execed), EINVAL, EPERM, ESRCH.
Result<> set_group(pid_t, pid_t group);
Result<pid_t> new_session(); // EPERM

// True when no member of the group has a parent in the same session but another group (POSIX 3.259).
bool is_orphaned_group(pid_t group);

} // namespace tern::process
