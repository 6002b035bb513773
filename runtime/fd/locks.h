// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fcntl, OFD and flock locks: one table in the shared state (docs/how/file-locks.md).
#pragma once
#include "core/result.h"
#include "fd/description.h"
#include <fcntl.h>

namespace tern::fd {

// A descriptor of this file was closed by the process: its fcntl locks on the file go. Cheap when it has none.
void locks_closed(Description &);
// F_GETLK ... F_OFD_SETLKW. Errors: EAGAIN, EBADF, EDEADLK, EINVAL, ENOLCK, EOVERFLOW.
Result<int> lock_control(Description &, int command, struct flock *);
Result<> flock_file(Description &, int operation);
void locks_after_exec();
void locks_after_fork();

} // namespace tern::fd
