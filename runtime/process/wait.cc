// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// No helper thread: a waiter blocks on its children's process handles themselves. Stops and continues, which no
// handle tells, come by an event that the child sets when the parent's slot asks for it.
#include "process/wait.h"
#include "core/sections.h"
#include "core/view.h"
#include "core/wait.h"
#include "nt/process.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "process/children.h"
#include "process/child_event.h"
#include "process/exit.h"
#include "process/table.h"
#include <signal.h>
#include <sys/wait.h>

namespace tern::process {
namespace {

TERN_NOFORK uint64_t g_peak_memory = 0;

bool matches(const WaitQuery &q, const Child &c, pid_t self) {
  // A vfork child and its parent share the table: each has its own children.
  const Slot &s = shared().slots[c.slot];
  if (s.pid == c.pid && s.ppid != self) return false;
  switch (q.what) {
  case WaitFor::Any: return true;
  case WaitFor::Pid: return c.pid == q.id;
  case WaitFor::Group: return shared().slots[c.slot].pgid == q.id;
  }
  return false;
}

bool exited(Child &c) {
  for (;;) {
    nt::RawHandle h = c.handle;
    if (!h) return true;
    Slot &s = shared().slots[c.slot];
    if (s.pid == c.pid && __atomic_load_n(&s.state, __ATOMIC_ACQUIRE) == static_cast<uint32_t>(SlotState::Zombie)) {
      // It has said so (and SIGCHLD may have come of it), and is on its last instructions.
      int64_t limit = -20000000;
      nt::wait(&h, 1, &limit);
      return true;
    }
    if (!nt::has_exited(h)) return false;
    if (current_handle(c) == h) return true; // not an exec: it is over
  }
}

int status_of(const Child &c, const Slot &s) {
  if (s.pid == c.pid && __atomic_load_n(&s.state, __ATOMIC_ACQUIRE) == static_cast<uint32_t>(SlotState::Zombie)) return s.wait_status;
  return status_of_ended(c);
}

ChildUsage usage_of(const Child &c, const Slot &s) {
  ChildUsage u{};
  nt::ProcessTimes t{};
  if (c.handle && nt::process_times(c.handle, t).ok()) u.user = t.user, u.kernel = t.kernel;
  nt::MemoryCounters m{};
  if (c.handle && nt::memory_counters(c.handle, m).ok()) u.peak_memory = m.peak_working_set, u.page_faults = m.page_faults;
  if (s.pid == c.pid) {
    const SlotDetail &d = detail_of(s);
    u.user += d.user_time + d.child_user_time;
    u.kernel += d.kernel_time + d.child_kernel_time;
  }
  return u;
}

// Takes what it tells out of the world, unless WNOWAIT.
WaitAnswer reap(Child &c, const WaitQuery &q) {
  Slot &s = shared().slots[c.slot];
  WaitAnswer a{c.pid, status_of(c, s), s.uid, usage_of(c, s)};
  if (q.options & WNOWAIT) return a;
  bool killed = s.pid == c.pid && __atomic_load_n(&s.state, __ATOMIC_ACQUIRE) != static_cast<uint32_t>(SlotState::Zombie) && !c.native;
  SlotDetail &mine = own_slot_detail();
  mine.child_user_time += a.usage.user;
  mine.child_kernel_time += a.usage.kernel;
  if (a.usage.peak_memory > g_peak_memory) g_peak_memory = a.usage.peak_memory;
  if (s.pid == c.pid) free_slot(s);
  remove_child(c);
  if (killed) sweep_claims(); // it may have been in the middle of a fork
  return a;
}

// A stop or continue nobody was told of yet.
bool take_stop(Child &c, const WaitQuery &q, WaitAnswer &a) {
  Slot &s = shared().slots[c.slot];
  int32_t stop = __atomic_load_n(&s.stop_status, __ATOMIC_ACQUIRE);
  if (!stop || s.pid != c.pid) return false;
  if (!(q.options & (stop == kContinuedStatus ? WCONTINUED : WUNTRACED))) return false;
  if (!(q.options & WNOWAIT) && !__atomic_compare_exchange_n(&s.stop_status, &stop, 0, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
    return false;
  a = {c.pid, stop, s.uid, usage_of(c, s)};
  return true;
}

bool wants_no_zombies() {
  ProcessView &v = view();
  const struct sigaction &a = v.actions[SIGCHLD];
  return a.sa_handler == SIG_IGN || (a.sa_flags & SA_NOCLDWAIT);
}

bool is_unborn(const Child &c) {
  const Slot &s = shared().slots[c.slot];
  return c.handle && s.pid == c.pid && __atomic_load_n(&s.state, __ATOMIC_ACQUIRE) == static_cast<uint32_t>(SlotState::Claimed);
}

struct Look {
  bool any = false, found = false, unborn = false;
  WaitAnswer answer{};
  nt::RawHandle handles[60];
  unsigned count = 0, total = 0;
};

// One pass over the children; collects what to wait for, from the `rotate`-th group on.
void look(const WaitQuery &q, unsigned rotate, Look &out) {
  Guard guard(g_children_lock);
  Child *list = children();
  pid_t self = view().pid;
  for (unsigned i = 0; i < children_end(); ++i) {
    Child &c = list[i];
    if (!c.pid || !matches(q, c, self)) continue;
    if (is_unborn(c)) { // another thread's fork is at work; whether it succeeds shows soon
      out.any = out.unborn = true;
      continue;
    }
    if ((q.options & WEXITED) && exited(c)) {
      WaitAnswer a = reap(c, q);
      if (wants_no_zombies()) continue; // its end is not told
      out.answer = a;
      out.found = out.any = true;
      return;
    }
    out.any = true;
    if (take_stop(c, q, out.answer)) {
      out.found = true;
      return;
    }
    if (c.handle && out.total++ >= rotate && out.count < 60) out.handles[out.count++] = c.handle;
  }
}

} // namespace

int status_of_ended(const Child &c) {
  int status = status_of_native(c.handle ? nt::exit_code(c.handle) : 0);
  // One of ours that ended without a word was killed from outside.
  return c.native || WIFSIGNALED(status) ? status : signalled_status(SIGKILL);
}

Result<WaitAnswer> wait_children(const WaitQuery &q) {
  unsigned rotate = 0;
  bool stops = q.options & (WUNTRACED | WCONTINUED);
  ChildEvent event;
  if (stops && !(q.options & WNOHANG)) event.arm();
  for (;;) {
    Look l;
    look(q, rotate, l);
    if (l.found) return l.answer;
    if (!l.any) return Errno(ECHILD);
    if (q.options & WNOHANG) return WaitAnswer{};
    nt::RawHandle objects[62];
    unsigned n = 0;
    for (; n < l.count; ++n) objects[n] = l.handles[n];
    if (event.handle()) objects[n++] = event.handle();
    // More children than one wait takes: look at the others every 50 ms.
    Deadline limit = l.unborn ? deadline_in(100000) : l.total > 60 ? deadline_in(500000) : kForever;
    // Another thread may reap a child whose handle we wait on: its number can then mean something else. Waking by
    // it is harmless (we look again); a closed one ends the wait with an error, and we look again as well.
    auto r = wait_objects(objects, n, limit, WaitPolicy::Restartable);
    if (r.outcome == WaitOutcome::Wanted) return interrupted(WaitPolicy::Restartable);
    rotate = r.outcome == WaitOutcome::TimedOut && rotate + 60 < l.total ? rotate + 60 : 0;
  }
}

ChildUsage children_usage() {
  SlotDetail &d = own_slot_detail();
  return {d.child_user_time, d.child_kernel_time, g_peak_memory, 0};
}

} // namespace tern::process
