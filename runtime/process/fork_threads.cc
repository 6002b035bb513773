// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stopping the other threads for the snapshot. SuspendThread only asks; reading the context waits until it is so.
#include "core/lock.h"
#include "nt/context.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "process/fork.h"

namespace tern::process {

StoppedThreads::~StoppedThreads() {
  resume();
  if (handles_) nt::release(reinterpret_cast<uintptr_t>(handles_));
}

void StoppedThreads::resume() {
  while (count_) {
    nt::resume_thread(handles_[--count_]);
    nt::close_handle(handles_[count_]);
  }
}

// The caller holds g_thread_list_lock.
Result<> StoppedThreads::stop(Thread *forking) {
  if (g_threads == forking && !forking->next) return success();
  if (!handles_) {
    uintptr_t at = 0;
    if (!nt::reserve_commit(at, kMax * sizeof *handles_, nt::Protect::ReadWrite).ok()) return Errno(ENOMEM);
    handles_ = reinterpret_cast<nt::RawHandle *>(at);
  }
  for (unsigned attempt = 0; attempt < 1000; ++attempt) {
    bool busy = false;
    for (Thread *t = g_threads; t; t = t->next) {
      if (t == forking || count_ == kMax) continue;
      nt::RawHandle h = nt::open_own_thread(t->nt_tid);
      if (!h) continue; // it has ended
      if (!nt::suspend_thread(h).ok()) {
        nt::close_handle(h);
        continue;
      }
      handles_[count_++] = h;
      nt::ControlContext context;
      (void)nt::get_control(h, context);
      if (__atomic_load_n(&t->malloc_depth, __ATOMIC_ACQUIRE)) busy = true;
    }
    if (!busy) return success();
    resume(); // one is inside the allocator: the heap is not at rest
    nt::yield_thread();
    if (attempt > 50) {
      int64_t pause = -10000;
      nt::wait(nullptr, 0, &pause);
    }
  }
  return Errno(EAGAIN);
}

} // namespace tern::process
