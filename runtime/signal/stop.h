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
void notice_continue(); // the helper, at each of its wake-ups
// The same for another process, done by its sender; and its end.
Result<> stop_other(Slot &, int signo);
void continue_other(Slot &);


// Without the process `ending`, when that is given.
bool orphaned_group(pid_t pgid, const Slot *ending = nullptr);
// XSH exit: groups that the end of a process leaves orphaned, and that have a stopped member, get SIGHUP and SIGCONT.
// Called before its children are given away.
void hang_up_orphaned_groups(const Slot &ending);

} // namespace tern::signal
