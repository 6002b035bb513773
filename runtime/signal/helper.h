// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The helper thread: made when the process first needs somebody who listens while it computes (a handler and a sender
// elsewhere, a timer), joined at exit.
#pragma once
#include "core/thread.h"
#include "core/wait.h"

namespace tern::signal {

// Makes sure that the helper runs. Does nothing in a vfork child.
void need_helper();
void stop_helper(); // at exit, exec and before fork's snapshot; the caller is not the helper
bool helper_runs();
void restart_helper(); // forked child: when the parent had one

// Has `t` look at its attention bits: ends its wait, or redirects it where it computes. True: it is in native code, and
// somebody must try again; call retry() when no lock is held (it may have to make the helper).
[[nodiscard]] bool tell(Thread *t);
void retry();

// Takes over what other processes sent, and tells the threads that can take it.
void accept_shared();

// Called by the helper at each of its wake-ups; returns when it wants to be called again (timers).
using Tick = Deadline (*)();
void set_timer_tick(Tick); // time/timers.cc
void poke_helper();        // a timer changed

} // namespace tern::signal
