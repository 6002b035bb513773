// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// exec: the process's slot gets a new Windows process (docs/how/exec.md).
#pragma once
#include "core/result.h"
#include <sys/types.h>

namespace tern::process {

// Errors: ENOENT, EACCES, ENOEXEC, E2BIG, ENOMEM, ELOOP, ENAMETOOLONG, ENOTDIR, EAGAIN ... It comes back with a value only
// in a vfork child: the child's image is launched, and the caller, when it holds nothing, calls vfork_return(pid).
Result<pid_t> exec(const char *path, char *const *argv, char *const *envp);
// With a search in PATH; a file of an unknown kind is given to sh.
Result<pid_t> exec_search(const char *file, char *const *argv, char *const *envp);

} // namespace tern::process
