// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ppoll, pselect and epoll_pwait: a signal mask for the time of one call, taken back after the handlers it let run.
#pragma once
#include "core/thread.h"
#include <signal.h>

namespace tern::signal {

class MaskForCall {
  Thread *t_;
  bool set_;
  bool taken_ = false;

public:
  explicit MaskForCall(const sigset_t *mask); // null: nothing is changed
  ~MaskForCall();
  MaskForCall(const MaskForCall &) = delete;
  // A handler ran as soon as the mask was set: the call fails with EINTR without waiting.
  bool interrupted() const { return taken_; }
};

} // namespace tern::signal
