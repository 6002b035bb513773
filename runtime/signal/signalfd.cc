// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/signalfd.h"
#include "core/wait.h"
#include "nt/sync.h"
#include "process/spawn_context.h"
#include "signal/helper.h"
#include "signal/pending.h"
#include <poll.h>
#include <string.h>
#include <sys/signalfd.h>

namespace tern::signal {

namespace {

class SignalFd;
constinit SignalFd *g_signalfds = nullptr; // under g_signal_lock

class SignalFd : public fd::Description {
public:
  uint64_t mask;
  nt::RawHandle event = nullptr; // manual reset: a signal of the mask became pending; process-local
  SignalFd *next = nullptr;

  SignalFd(uint64_t m, int f) : Description(fd::Kind::SignalFd), mask(m) { flags = static_cast<uint32_t>(f); }

  bool make_event() {
    nt::Handle h;
    if (!event && nt::create_event(h, true, false).ok()) event = h.release();
    return event;
  }

  bool pending_now() {
    Thread *t = current();
    Guard guard(g_signal_lock);
    drain_shared();
    return (t->signal_pending | g_process_pending.bits) & mask;
  }

  fd::Events poll(fd::Events wanted) override { return pending_now() ? wanted & (POLLIN | POLLRDNORM) : 0; }
  bool prepare_wait(fd::Events wanted, fd::ReadyWait &w) override {
    if (!(wanted & (POLLIN | POLLRDNORM))) return true;
    nt::reset_event(event); // before the look: who makes one pending sets it after
    if (pending_now()) return false;
    w.object = event;
    return true;
  }

  Result<ssize_t> read(void *to, size_t size) override {
    if (size < sizeof(signalfd_siginfo)) return Errno(EINVAL);
    auto *out = static_cast<signalfd_siginfo *>(to);
    size_t n = 0, most = size / sizeof *out;
    for (;;) {
      nt::reset_event(event);
      siginfo_t info;
      while (n < most && take(current(), mask, info)) fill(out[n++], info);
      if (n) return static_cast<ssize_t>(n * sizeof *out);
      if (nonblocking()) return Errno(EAGAIN);
      if (wait_objects(&event, 1, kForever, WaitPolicy::Restartable).outcome == WaitOutcome::Wanted)
        return interrupted(WaitPolicy::Restartable);
    }
  }

  static void fill(signalfd_siginfo &o, const siginfo_t &i) {
    memset(&o, 0, sizeof o);
    o.ssi_signo = static_cast<uint32_t>(i.si_signo);
    o.ssi_errno = i.si_errno;
    o.ssi_code = i.si_code;
    o.ssi_pid = static_cast<uint32_t>(i.si_pid);
    o.ssi_uid = i.si_uid;
    o.ssi_fd = i.si_fd;
    o.ssi_tid = static_cast<uint32_t>(i.si_tid);
    o.ssi_overrun = static_cast<uint32_t>(i.si_overrun);
    o.ssi_status = i.si_status;
    o.ssi_int = i.si_value.sival_int;
    o.ssi_ptr = reinterpret_cast<uint64_t>(i.si_value.sival_ptr);
    o.ssi_addr = reinterpret_cast<uint64_t>(i.si_addr);
  }

  void after_fork() override {
    event = nullptr;
    make_event();
  }
  void close() override {
    {
      Guard guard(g_signal_lock);
      for (SignalFd **at = &g_signalfds; *at; at = &(*at)->next)
        if (*at == this) {
          *at = next;
          break;
        }
    }
    nt::close_handle(event);
  }
};

} // namespace

void notify_signalfds(int signo) {
  for (SignalFd *s = g_signalfds; s; s = s->next)
    if (s->mask & bit(signo) && s->event) nt::set_event(s->event);
}

Result<fd::FileRef> make_signalfd(uint64_t mask, int flags) {
  fd::FileRef f = fd::make<SignalFd>(mask & ~kUnblockable, flags);
  if (!f) return Errno(ENOMEM);
  auto *s = static_cast<SignalFd *>(f.get());
  if (!s->make_event()) return Errno(ENOMEM);
  need_helper(); // other processes' signals must be noticed while they are blocked
  Guard guard(g_signal_lock);
  s->next = g_signalfds;
  g_signalfds = s;
  return f;
}

Result<> set_signalfd(fd::Description &d, uint64_t mask) {
  if (d.kind != fd::Kind::SignalFd) return Errno(EINVAL);
  Guard guard(g_signal_lock);
  static_cast<SignalFd &>(d).mask = mask & ~kUnblockable;
  return success();
}

} // namespace tern::signal
