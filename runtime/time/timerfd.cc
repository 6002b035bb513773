// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "time/timerfd.h"
#include "core/shared_state.h"
#include "core/wait.h"
#include "nt/sync.h"
#include "process/spawn_context.h"
#include "time/clocks.h"
#include <poll.h>
#include <string.h>

namespace tern::time {

namespace {

struct SavedTimerFd {
  uint64_t event, identity;
  int64_t clock;
  uint32_t flags;
  int32_t shared_index, unused;
};

// When it expires next and how often is in the shared record, so that forked and execed relatives have one timer; 0 and 0: it
// is disarmed. Two words that belong together: under the records' lock.
class TimerFd : public fd::Description {
public:
  clockid_t clock;
  nt::RawHandle changed = nullptr; // manual reset, one for all who share: set anew while somebody waits

  bool relatives = false;          // other processes may have it, too

  struct State {
    int64_t next, interval; // on the clock
  };
  class Locked { // the state, for as long as the lock is held
    SharedLock &lock_ = shared().header.description_lock;
    SharedDescription &record_;

  public:
    explicit Locked(const TimerFd &t) : record_(shared().descriptions[t.shared_index]) { lock_.lock(); }
    ~Locked() { lock_.unlock(); }
    State get() const { return {static_cast<int64_t>(record_.offset), static_cast<int64_t>(record_.value)}; }
    void set(const State &s) { record_.offset = static_cast<uint64_t>(s.next), record_.value = static_cast<uint64_t>(s.interval); }
  };

  TimerFd(clockid_t c, int f) : Description(fd::Kind::TimerFd), clock(c) { flags = static_cast<uint32_t>(f); }

  bool make_event() {
    nt::Handle h;
    if (!changed && nt::create_event(h, true, false).ok()) changed = h.release();
    return changed;
  }
  int64_t now() const { return read_clock(clock).value_or(0); }

  // Expirations since the last read; `until`: when to look again when there are none.
  uint64_t expirations(bool consume, Deadline &until) {
    Locked state(*this);
    State s = state.get();
    int64_t t = now();
    if (!s.next || t < s.next) {
      until = deadline(s, t);
      return 0;
    }
    uint64_t n = 1;
    if (s.interval > 0) n += static_cast<uint64_t>(t - s.next) / static_cast<uint64_t>(s.interval);
    if (consume) state.set({s.interval > 0 ? s.next + static_cast<int64_t>(n) * s.interval : 0, s.interval});
    return n;
  }
  // Another process may clear the event between our look and our sleep, and the wall clock may be set: then no sleep is long.
  Deadline deadline(const State &s, int64_t t) const {
    if (!s.next && !relatives) return kForever;
    int64_t left = s.next ? s.next - t : INT64_MAX, look = relatives ? kTicksPerSecond / 10 : is_wall_clock(clock) ? kTicksPerSecond : INT64_MAX;
    return deadline_in(left < look ? left : look);
  }

  fd::Events poll(fd::Events wanted) override {
    Deadline until;
    return expirations(false, until) ? wanted & (POLLIN | POLLRDNORM) : 0;
  }
  bool prepare_wait(fd::Events wanted, fd::ReadyWait &w) override {
    if (!(wanted & (POLLIN | POLLRDNORM))) return true;
    nt::reset_event(changed);
    if (expirations(false, w.again)) return false;
    w.object = changed;
    return true;
  }

  Result<ssize_t> read(void *to, size_t size) override {
    if (size < sizeof(uint64_t)) return Errno(EINVAL);
    for (;;) {
      Deadline until;
      nt::reset_event(changed);
      if (uint64_t n = expirations(true, until)) {
        memcpy(to, &n, sizeof n);
        return sizeof n;
      }
      if (nonblocking()) return Errno(EAGAIN);
      if (wait_objects(&changed, 1, until, WaitPolicy::Restartable).outcome == WaitOutcome::Wanted)
        return interrupted(WaitPolicy::Restartable);
    }
  }

  Result<> save(BlockWriter &w, const SpawnContext &c) override {
    SavedTimerFd s{TRY(c.duplicate(changed)), identity, clock, flags, shared_index, 0};
    w.append(&s, sizeof s);
    relatives = true;
    return success();
  }
  void fork_handles(fd::HandleVisitor &v) override {
    v.visit(&changed);
    relatives = true;
  }
  void close() override { nt::close_handle(changed); }
};

Result<TimerFd *> of(fd::Description &d) {
  if (d.kind != fd::Kind::TimerFd) return Errno(EINVAL);
  return static_cast<TimerFd *>(&d);
}

void tell(const TimerFd &t, const TimerFd::State &s, int64_t &left, int64_t &interval) {
  left = s.next ? s.next - t.now() : 0;
  if (s.next && left <= 0) left = s.interval > 0 ? s.interval - (-left) % s.interval : 0;
  interval = s.interval;
}

} // namespace

Result<fd::FileRef> make_timerfd(clockid_t clock, int flags) {
  TRY(read_clock(clock));
  if (!may_sleep_on(clock)) return Errno(EINVAL);
  fd::FileRef f = fd::make<TimerFd>(clock, flags);
  if (!f || !static_cast<TimerFd *>(f.get())->make_event()) return Errno(ENOMEM);
  TRY(f->share());
  return f;
}

Result<fd::FileRef> load_timerfd(const void *data, size_t size) {
  SavedTimerFd s;
  if (size < sizeof s) return Errno(EINVAL);
  memcpy(&s, data, sizeof s);
  nt::Handle event(inherited_handle(s.event));
  if (!event || static_cast<uint32_t>(s.shared_index) >= kDescriptions) return Errno(EBADF);
  fd::FileRef f = fd::make<TimerFd>(static_cast<clockid_t>(s.clock), static_cast<int>(s.flags));
  if (!f) return Errno(ENOMEM);
  static_cast<TimerFd *>(f.get())->changed = event.release();
  static_cast<TimerFd *>(f.get())->relatives = true;
  f->identity = s.identity, f->shared_index = s.shared_index;
  return f;
}

Result<> timerfd_set(fd::Description &d, bool absolute, int64_t value, int64_t interval, int64_t *left, int64_t *old_interval) {
  TimerFd *t = TRY(of(d));
  TimerFd::State wanted{0, interval};
  if (value && absolute) wanted.next = value;
  else if (value && __builtin_add_overflow(t->now(), value, &wanted.next)) wanted.next = INT64_MAX;
  {
    TimerFd::Locked state(*t);
    int64_t l, i;
    tell(*t, state.get(), l, i);
    if (left) *left = l, *old_interval = i;
    state.set(wanted);
  }
  nt::set_event(t->changed);
  return success();
}

Result<> timerfd_get(fd::Description &d, int64_t &left, int64_t &interval) {
  TimerFd *t = TRY(of(d));
  TimerFd::Locked state(*t);
  tell(*t, state.get(), left, interval);
  return success();
}

} // namespace tern::time
