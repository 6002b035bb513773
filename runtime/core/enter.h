// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Entering and leaving the runtime. An entry point that takes locks, holds handles or may block opens an
// Enter for its duration. While engine_depth > 0 no signal handler runs on the thread; what arrived is taken
// when the outermost Enter closes. Pure libc code (string, stdio, math) opens none: as on Unix, a handler may
// interrupt it. A signal's restart decision is core/wait.h's, not this one's.
#pragma once
#include "core/thread.h"

namespace tern {

void take_attention(Thread *); // signal/deliver.cc: runs handlers that are due; may not return (longjmp, exit)

class Enter {
  Thread *t_;

public:
  Enter() : t_(current()) { __atomic_store_n(&t_->engine_depth, t_->engine_depth + 1, __ATOMIC_RELAXED); __asm__ volatile("" ::: "memory"); }
  ~Enter() {
    __asm__ volatile("" ::: "memory");
    uint32_t depth = t_->engine_depth - 1;
    __atomic_store_n(&t_->engine_depth, depth, __ATOMIC_RELAXED);
    if (depth == 0 && __atomic_load_n(&t_->pending_attention, __ATOMIC_RELAXED)) [[unlikely]]
      take_attention(t_);
  }
  Enter(const Enter &) = delete;
  Thread *thread() const { return t_; }
};

} // namespace tern
