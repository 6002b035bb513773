// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Job control: stopping and continuing a process.
#pragma once
#include "core/shared_state.h"
#include <sys/types.h>

namespace tern::signal {

// Default action of SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU in the calling thread: the process is suspended until another
// continues it.
void stop_process(int signo);
// The same for another process, done by its sender; and its end.
Result<> stop_other(Slot &, int signo);
void continue_other(Slot &);


bool orphaned_group(pid_t pgid);

} // namespace tern::signal
