// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/stop.h"
#include "core/lock.h"
#include "core/sections.h"
#include "core/wait.h"
#include "nt/context.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "nt/thread.h"
#include "process/exit.h"
#include "process/notify.h"
#include "process/table.h"
#include "signal/helper.h"
#include "signal/signals.h"
#include "signal/wake.h"

namespace tern::signal {

namespace {

constexpr uint32_t kProcessSuspendResume = 0x0800;

// A suspended owner of a shared lock would stop everybody.
bool holds_shared_lock(uint32_t nt_pid) {
  auto owned = [&](const SharedLock &l) { return static_cast<uint32_t>(__atomic_load_n(&l.owner, __ATOMIC_SEQ_CST) >> 32) == nt_pid; };
  SharedHeader &h = shared().header;
  if (owned(h.table_lock) || owned(h.description_lock) || owned(h.lock_table_lock)) return true;
  unsigned end = h.slots_high < kSlots ? h.slots_high : kSlots;
  for (unsigned i = 0; i < end; ++i)
    if (owned(shared().details[i].queue_lock)) return true;
  return false;
}

void mark_stopped(Slot &s, int signo) {
  __atomic_store_n(&s.stop_status, process::stopped_status(signo), __ATOMIC_SEQ_CST);
  __atomic_store_n(&s.state, static_cast<uint32_t>(SlotState::Stopped), __ATOMIC_SEQ_CST);
  process::notify_parent(s, CLD_STOPPED, signo);
}
void mark_continued(Slot &s) {
  __atomic_store_n(&s.stop_status, process::kContinuedStatus, __ATOMIC_SEQ_CST);
  __atomic_store_n(&s.state, static_cast<uint32_t>(SlotState::Running), __ATOMIC_SEQ_CST);
  process::notify_parent(s, CLD_CONTINUED, SIGCONT);
}

TERN_NOFORK nt::RawHandle g_resume = nullptr;

nt::RawHandle resume_event() {
  nt::Handle h;
  if (!g_resume && nt::create_event(h, false, false).ok()) __atomic_store_n(&g_resume, h.release(), __ATOMIC_RELEASE);
  return g_resume;
}

bool stopped(const Slot &s) { return __atomic_load_n(&s.state, __ATOMIC_SEQ_CST) == static_cast<uint32_t>(SlotState::Stopped); }

} // namespace

void notice_continue() {
  nt::RawHandle h = __atomic_load_n(&g_resume, __ATOMIC_ACQUIRE);
  if (h && !stopped(own_slot())) nt::set_event(h);
}

// The thread that takes the signal suspends the others and waits for the process's wake event; the sender of
// SIGCONT marks the slot and sets it. Nothing is lost when SIGCONT comes in between: the slot says so.
void stop_process(int signo) {
  Enter enter;
  Thread *me = enter.thread();
  if (me->view->is_vfork_child) return;
  // The helper waits on the process's wake event too and would take what is meant for us: it goes on, and tells us.
  nt::RawHandle event = helper_runs() ? resume_event() : own_wake_event();
  if (!event) return;
  constexpr unsigned kMost = 256;
  static constinit nt::RawHandle handles[kMost];
  static constinit Lock one_at_a_time;
  Guard guard(one_at_a_time);
  unsigned count = 0;
  {
    Guard threads(g_thread_list_lock);
    for (Thread *t = g_threads; t && count < kMost; t = t->next) {
      if (t == me || t->runtime_thread || t->terminated || __atomic_load_n(&t->join_futex, __ATOMIC_ACQUIRE)) continue;
      nt::RawHandle h = nt::open_own_thread(t->nt_tid);
      if (!h) continue;
      bool done = false;
      for (int tries = 0; tries < 50 && !done; ++tries) {
        nt::ControlContext c;
        if (!nt::suspend_thread(h).ok()) break;
        done = nt::get_control(h, c) && !holds_shared_lock(nt::current_process_id());
        if (!done) {
          nt::resume_thread(h);
          nt::yield_thread();
        }
      }
      if (done) handles[count++] = h;
      else nt::close_handle(h);
    }
  }
  process::publish_stop(signo);
  while (stopped(own_slot())) {
    nt::wait(&event, 1, nullptr);
    // A killer needs nothing of us; anything else waits until we go on.
  }
  for (unsigned i = 0; i < count; ++i) {
    nt::resume_thread(handles[i]);
    nt::close_handle(handles[i]);
  }
  __atomic_or_fetch(&me->pending_attention, Thread::kSignalAttention, __ATOMIC_SEQ_CST);
}

Result<> stop_other(Slot &s, int signo) {
  nt::Handle process;
  if (!nt::open_process(process, s.nt_pid, kProcessSuspendResume | nt::kProcessQueryLimited).ok()) return Errno(EPERM);
  if (stopped(s)) return success();
  for (int tries = 0; tries < 100; ++tries) {
    if (!nt::suspend_process(process.get()).ok()) return Errno(ESRCH);
    if (!holds_shared_lock(s.nt_pid)) {
      __atomic_or_fetch(&s.flags, kSlotSuspended, __ATOMIC_SEQ_CST);
      mark_stopped(s, signo);
      return success();
    }
    nt::resume_process(process.get());
    nt::yield_thread();
  }
  return Errno(EAGAIN);
}

void continue_other(Slot &s) {
  if (!stopped(s)) return;
  mark_continued(s);
  if (__atomic_fetch_and(&s.flags, ~kSlotSuspended, __ATOMIC_SEQ_CST) & kSlotSuspended) {
    nt::Handle process;
    if (nt::open_process(process, s.nt_pid, kProcessSuspendResume | nt::kProcessQueryLimited).ok()) nt::resume_process(process.get());
  }
  wake_process(s);
}

} // namespace tern::signal
