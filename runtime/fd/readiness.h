// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The readiness engine behind poll, select and epoll (docs/how/readiness.md).
#pragma once
#include "core/result.h"
#include "core/wait.h"
#include "fd/description.h"

namespace tern::fd {

// One description that is asked; `events` uses poll.h's bits, POLLERR and POLLHUP are always reported.
struct Watched {
  FileRef file; // null: skipped
  Events events = 0;
  Events ready = 0;
};

// Waits until one of them is ready, the deadline passes or a signal comes (EINTR). Returns how many are ready.
// Call inside Enter. Errors: EINTR, ENOMEM.
Result<int> wait_ready(Watched *, size_t count, Deadline);

} // namespace tern::fd
