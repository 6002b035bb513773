// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "time/timerfd.h"
#include "core/lock.h"
#include "core/wait.h"
#include "nt/sync.h"
#include "time/clocks.h"
#include <poll.h>
#include <string.h>

namespace tern::time {

namespace {

class TimerFd : public fd::Description {
public:
  Lock lock;
  clockid_t clock;
  int64_t next = 0, interval = 0; // on the clock; 0: disarmed
  nt::RawHandle changed = nullptr; // manual reset: set anew while somebody waits; process-local

  TimerFd(clockid_t c, int f) : Description(fd::Kind::TimerFd), clock(c) { flags = static_cast<uint32_t>(f); }

  bool make_event() {
    nt::Handle h;
    if (!changed && nt::create_event(h, true, false).ok()) changed = h.release();
    return changed;
  }
  int64_t now() const { return read_clock(clock).value_or(0); }

  // Expirations since the last read; under the lock.
  uint64_t expirations(bool consume) {
    int64_t t = now();
    if (!next || t < next) return 0;
    uint64_t n = 1;
    if (interval > 0) n += static_cast<uint64_t>(t - next) / static_cast<uint64_t>(interval);
    if (consume) next = interval > 0 ? next + static_cast<int64_t>(n) * interval : 0;
    return n;
  }
  // When to look again; under the lock.
  Deadline deadline() const {
    if (!next) return kForever;
    int64_t left = next - now();
    if (is_wall_clock(clock) && left > kTicksPerSecond) left = kTicksPerSecond;
    return deadline_in(left > 0 ? left : 0);
  }

  fd::Events poll(fd::Events wanted) override {
    Guard guard(lock);
    return expirations(false) ? wanted & (POLLIN | POLLRDNORM) : 0;
  }
  bool prepare_wait(fd::Events wanted, fd::ReadyWait &w) override {
    if (!(wanted & (POLLIN | POLLRDNORM))) return true;
    Guard guard(lock);
    nt::reset_event(changed);
    if (expirations(false)) return false;
    w.object = changed;
    w.again = deadline();
    return true;
  }

  Result<ssize_t> read(void *to, size_t size) override {
    if (size < sizeof(uint64_t)) return Errno(EINVAL);
    for (;;) {
      Deadline until;
      {
        Guard guard(lock);
        nt::reset_event(changed);
        if (uint64_t n = expirations(true)) {
          memcpy(to, &n, sizeof n);
          return sizeof n;
        }
        until = deadline();
      }
      if (nonblocking()) return Errno(EAGAIN);
      if (wait_objects(&changed, 1, until, WaitPolicy::Restartable).outcome == WaitOutcome::Wanted)
        return interrupted(WaitPolicy::Restartable);
    }
  }

  void after_fork() override {
    lock.reset();
    changed = nullptr;
    make_event();
  }
  void close() override { nt::close_handle(changed); }
};

Result<TimerFd *> of(fd::Description &d) {
  if (d.kind != fd::Kind::TimerFd) return Errno(EINVAL);
  return static_cast<TimerFd *>(&d);
}

void tell(const TimerFd &t, int64_t &left, int64_t &interval) {
  left = t.next ? t.next - t.now() : 0;
  if (t.next && left <= 0) left = t.interval > 0 ? t.interval - (-left) % t.interval : 0;
  interval = t.interval;
}

} // namespace

Result<fd::FileRef> make_timerfd(clockid_t clock, int flags) {
  TRY(read_clock(clock));
  if (!may_sleep_on(clock)) return Errno(EINVAL);
  fd::FileRef f = fd::make<TimerFd>(clock, flags);
  if (!f || !static_cast<TimerFd *>(f.get())->make_event()) return Errno(ENOMEM);
  return f;
}

Result<> timerfd_set(fd::Description &d, bool absolute, int64_t value, int64_t interval, int64_t *left, int64_t *old_interval) {
  TimerFd *t = TRY(of(d));
  Guard guard(t->lock);
  int64_t l, i;
  tell(*t, l, i);
  if (left) *left = l, *old_interval = i;
  t->next = 0;
  if (value) {
    if (absolute) t->next = value;
    else if (__builtin_add_overflow(t->now(), value, &t->next)) t->next = INT64_MAX;
  }
  t->interval = interval;
  nt::set_event(t->changed);
  return success();
}

Result<> timerfd_get(fd::Description &d, int64_t &left, int64_t &interval) {
  TimerFd *t = TRY(of(d));
  Guard guard(t->lock);
  tell(*t, left, interval);
  return success();
}

} // namespace tern::time
