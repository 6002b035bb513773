// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// SIGCHLD for children that cannot send it themselves: native ones, and those that were killed by Windows' means. The signal
// helper waits on their handles while this process handles SIGCHLD or waits for it.
#pragma once
#include "nt/handle.h"

namespace tern::process {

// A child was added: the helper, when there is one, waits on it too.
void watch_new_child();
// By the helper. Handles of children that run, at most `max`; true: there are more, look again soon.
bool children_to_watch(nt::RawHandle *out, unsigned max, unsigned &count);
// By the helper, when one of them is signalled: children that ended without a word become zombies, and SIGCHLD is sent.
void notice_ended_children();

} // namespace tern::process
