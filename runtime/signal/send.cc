// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sending to other processes. What a signal does by default is done by the sender, so that a process that catches
// nothing needs no thread that listens; what is caught or blocked is put into the target's slot.
#include "signal/send.h"
#include "core/view.h"
#include "nt/process.h"
#include "process/exit.h"
#include "process/notify.h"
#include "process/table.h"
#include "signal/helper.h"
#include "signal/shared_queue.h"
#include "signal/signals.h"
#include "signal/stop.h"
#include "signal/wake.h"

namespace tern::signal {

namespace {

bool live(const Slot &s) {
  auto state = static_cast<SlotState>(__atomic_load_n(&s.state, __ATOMIC_ACQUIRE));
  return state == SlotState::Running || state == SlotState::Stopped || state == SlotState::Claimed;
}

// The status is in the slot before the process ends, so that whoever waits finds a signal and not an exit code.
Result<> end_other(Slot &s, int signo) {
  nt::Handle process;
  auto status = nt::open_process(process, s.nt_pid, nt::kProcessTerminate | nt::kProcessQueryLimited);
  if (!status.ok()) return Errno(status == 0xc0000022u ? EPERM : ESRCH);
  int wait_status = process::signalled_status(signo);
  hang_up_orphaned_groups(s);
  process::publish_end(s, wait_status);
  (void)nt::terminate_process(process.get(), process::native_exit_code(wait_status));
  return success();
}

Result<> enqueue(Slot &s, const SharedSiginfo &info) {
  SlotDetail &d = process::detail_of(s);
  d.queue_lock.lock();
  uint64_t b = bit(info.signo);
  if (b & kStops || info.signo == SIGCONT)
    __atomic_and_fetch(&s.pending, info.signo == SIGCONT ? ~kStops : ~bit(SIGCONT), __ATOMIC_SEQ_CST);
  bool known = __atomic_load_n(&s.pending, __ATOMIC_SEQ_CST) & b, rt = realtime(info.signo);
  // A standard signal for which there is no place is pending all the same, without its siginfo.
  if ((rt || !known) && !push_shared(s, info) && rt) {
    d.queue_lock.unlock();
    return Errno(EAGAIN);
  }
  __atomic_or_fetch(&s.pending, b, __ATOMIC_SEQ_CST);
  d.queue_lock.unlock();
  return success();
}

bool permitted(const Slot &s, int signo) {
  const Ids &mine = view().ids;
  if (mine.euid == 0 || mine.ruid == s.uid || mine.euid == s.uid) return true;
  return signo == SIGCONT && s.sid == view().sid;
}

SharedSiginfo shared_info(const siginfo_t &info) {
  SharedSiginfo s{};
  s.signo = info.si_signo, s.code = info.si_code, s.pid = info.si_pid, s.uid = static_cast<int32_t>(info.si_uid);
  s.value = static_cast<int64_t>(reinterpret_cast<intptr_t>(info.si_value.sival_ptr));
  s.status = info.si_status, s.err = info.si_errno;
  return s;
}

Result<> send_slot(Slot &s, int signo, const siginfo_t &info) {
  if (!permitted(s, signo)) return Errno(EPERM);
  if (signo == 0) return success();
  if (s.pid == g_process_view.pid) return send_to_process(info);
  return send_process(s, shared_info(info));
}

// Each process that `want` says; success when one could be sent to, else the reason of the last refusal.
template <class Want> Result<> send_each(int signo, const siginfo_t &info, Want want) {
  bool found = false, sent = false, self = false;
  int error = ESRCH;
  process::for_each([&](Slot &s) {
    if (!want(s) || !process::is_alive(s)) return true;
    found = true;
    if (s.pid == g_process_view.pid) {
      self = true; // last: a handler or the end must not keep the others from it
      return true;
    }
    auto r = send_slot(s, signo, info);
    if (r.ok()) sent = true;
    else error = r.error().value;
    return true;
  });
  if (self) {
    auto r = send_slot(own_slot(), signo, info);
    if (r.ok()) sent = true;
    else error = r.error().value;
  }
  if (sent) return success();
  return Errno(found ? error : ESRCH);
}

} // namespace

Result<> send_process(Slot &s, const SharedSiginfo &info) {
  if (!live(s)) return s.state == static_cast<uint32_t>(SlotState::Zombie) ? success() : Result<>(Errno(ESRCH));
  int signo = info.signo;
  uint64_t b = bit(signo);
  if (signo == SIGKILL) return end_other(s, signo);
  if (signo == SIGSTOP) return s.pid == own_slot().pid ? (raise_in_thread(signo), success()) : stop_other(s, signo);
  if (signo == SIGCONT) continue_other(s);
  bool blocked = __atomic_load_n(&s.block_hint, __ATOMIC_SEQ_CST) & b;
  if (!blocked && __atomic_load_n(&s.ignore_hint, __ATOMIC_SEQ_CST) & b) return success();
  if (blocked || __atomic_load_n(&s.handle_hint, __ATOMIC_SEQ_CST) & b || s.state == static_cast<uint32_t>(SlotState::Claimed)) {
    auto r = enqueue(s, info);
    if (r.ok()) wake_process(s);
    return r;
  }
  if (b & kIgnoredByDefault) return success();
  if (s.flags & kSlotNative) return end_other(s, signo); // a native program knows no stop
  if (b & kStops) {
    // XSH 2.4.3: an orphaned group's members do not stop on a terminal's signals.
    return orphaned_group(s.pgid) ? success() : stop_other(s, signo);
  }
  return end_other(s, signo);
}

// A process group is orphaned when no member has a parent outside the group but inside the session (XBD 3.249).
bool orphaned_group(pid_t pgid, const Slot *ending) {
  bool orphaned = true;
  process::for_each([&](Slot &s) {
    if (s.pgid != pgid || &s == ending || !live(s)) return true;
    Slot *parent = s.ppid > 1 ? process::find(s.ppid) : nullptr;
    if (parent && parent != ending && live(*parent) && parent->pgid != pgid && parent->sid == s.sid) orphaned = false;
    return orphaned;
  });
  return orphaned;
}

static bool has_stopped_member(pid_t pgid) {
  bool found = false;
  process::for_each([&](Slot &s) { return !(found = s.pgid == pgid && s.state == static_cast<uint32_t>(SlotState::Stopped)); });
  return found;
}

void hang_up_orphaned_groups(const Slot &ending) {
  pid_t done[16];
  unsigned count = 0;
  auto look = [&](pid_t pgid) {
    for (unsigned i = 0; i < count; ++i)
      if (done[i] == pgid) return;
    if (count == 16) return;
    done[count++] = pgid;
    // Orphaned by this end, not before.
    if (orphaned_group(pgid) || !orphaned_group(pgid, &ending) || !has_stopped_member(pgid)) return;
    const int both[] = {SIGHUP, SIGCONT};
    for (int signo : both) {
      SharedSiginfo info{};
      info.signo = signo;
      info.code = SI_KERNEL;
      process::for_each([&](Slot &s) {
        if (s.pgid == pgid && &s != &ending) (void)send_process(s, info);
        return true;
      });
    }
  };
  process::for_each([&](Slot &s) {
    if (s.ppid == ending.pid && s.sid == ending.sid && s.pgid != ending.pgid) look(s.pgid);
    return true;
  });
  look(ending.pgid);
}

Result<> send_to_group(pid_t pgid, int signo, const siginfo_t &info) {
  return send_each(signo, info, [&](const Slot &s) { return s.pgid == pgid; });
}

// XSH kill.
Result<> send(pid_t pid, int signo, const siginfo_t &info) {
  if (signo != 0 && !valid(signo)) return Errno(EINVAL);
  if (pid == g_process_view.pid) return signo ? send_to_process(info) : success();
  if (pid > 0) {
    Slot *s = process::find(pid);
    if (!s) return Errno(ESRCH);
    if (s->state != static_cast<uint32_t>(SlotState::Zombie) && !process::is_alive(*s)) return Errno(ESRCH);
    return send_slot(*s, signo, info);
  }
  if (pid == 0) return send_to_group(view().pgid, signo, info);
  if (pid == -1) return send_each(signo, info, [](const Slot &s) { return s.pid > 1 && s.pid != g_process_view.pid; });
  if (pid == INT32_MIN) return Errno(ESRCH);
  return send_to_group(-pid, signo, info);
}

} // namespace tern::signal
