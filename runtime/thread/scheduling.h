// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Policies and priorities: POSIX 1-32 (higher runs first) over NT's relative thread priorities -15..15.
#pragma once
#include "core/result.h"
#include "core/thread.h"
#include <sched.h>

namespace tern::thread {

constexpr int kMinPriority = 1, kMaxPriority = 32; // SCHED_FIFO and SCHED_RR; the others have 0 only
bool valid_priority(int policy, int priority);     // false for an unknown policy too
Result<> apply_priority(Thread *);
Result<> apply_affinity(Thread *);

} // namespace tern::thread
