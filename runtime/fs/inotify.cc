// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/inotify.h"
#include "core/lock.h"
#include "core/view.h"
#include "core/wait.h"
#include "fs/inotify_watch.h"
#include "fs/stat.h"
#include "nt/sync.h"
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>

namespace tern::fs {

namespace {

constexpr int kWatchesMax = 8192;
// What Windows tells. Opens, closes and reads it does not.
constexpr uint32_t kTold = IN_MODIFY | IN_ATTRIB | IN_MOVE | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF;

class Inotify final : public fd::Description {
  Lock lock_;
  nt::RawHandle event_ = nullptr; // manual reset: some stream has news
  EventQueue queue_;
  Watch *watches_ = nullptr;
  int last_number_ = 0, count_ = 0;

  // Under the lock. Afterwards the event is set when news came since.
  void collect() {
    nt::reset_event(event_);
    for (Watch **at = &watches_; *at;) {
      Watch *w = *at;
      w->collect(queue_, event_);
      if (!w->gone) {
        at = &w->next;
        continue;
      }
      *at = w->next;
      drop(w);
    }
    // A call that was begun resets the event that all share.
    for (Watch *w = watches_; w; w = w->next)
      for (Stream *s : w->streams)
        if (s && s->pending && __atomic_load_n(&s->io.status, __ATOMIC_ACQUIRE) != static_cast<int32_t>(nt::kPending)) return nt::set_event(event_);
  }
  void drop(Watch *w) {
    queue_.put(w->number, IN_IGNORED);
    w->destroy(event_);
    count_--;
  }
  Watch **find(int number) {
    Watch **at = &watches_;
    while (*at && (*at)->number != number) at = &(*at)->next;
    return at;
  }

public:
  explicit Inotify(int f) : Description(fd::Kind::Inotify) { flags = static_cast<uint32_t>(f); }

  bool make_event() {
    nt::Handle h;
    if (nt::create_event(h, true, false).ok()) event_ = h.release();
    return event_;
  }

  Result<int> watch(const char *path, uint32_t mask) {
    Path p;
    TRY(translate(AT_FDCWD, path, p));
    struct stat st;
    TRY(stat_path(p, mask & IN_DONT_FOLLOW ? Final::NoFollow : Final::Follow, st));
    bool directory = S_ISDIR(st.st_mode);
    if ((mask & IN_ONLYDIR) && !directory) return Errno(ENOTDIR);
    TRY(check_access(p, 4));
    if (!p.native_length) return Errno(EINVAL); // /proc, /dev, or a mount point without a directory
    Guard guard(lock_);
    collect();
    uint32_t kept = mask & (kTold | IN_ONESHOT);
    int number = 0;
    for (Watch **at = &watches_; *at; at = &(*at)->next) {
      Watch *w = *at;
      if (w->device != st.st_dev || w->inode != st.st_ino) continue;
      if (mask & IN_MASK_CREATE) return Errno(EEXIST);
      if (mask & IN_MASK_ADD) kept |= w->mask;
      number = w->number;
      break;
    }
    if (!number && count_ >= kWatchesMax) return Errno(ENOSPC);
    Watch *made = TRY(Watch::make(p, directory, kept));
    made->device = st.st_dev, made->inode = st.st_ino;
    if (number) { // the same number, other events
      Watch **at = find(number);
      Watch *old = *at;
      made->number = number;
      made->next = old->next;
      *at = made;
      old->destroy(event_);
    } else {
      made->number = ++last_number_;
      made->next = watches_;
      watches_ = made;
      count_++;
    }
    collect(); // from now on changes are noticed
    return made->number;
  }

  Result<> unwatch(int number) {
    Guard guard(lock_);
    Watch **at = find(number);
    if (!*at) return Errno(EINVAL);
    Watch *w = *at;
    *at = w->next;
    drop(w);
    nt::set_event(event_);
    return success();
  }

  Result<ssize_t> read(void *to, size_t size) override {
    for (;;) {
      {
        Guard guard(lock_);
        collect();
        if (!queue_.empty()) return queue_.take(to, size);
      }
      if (nonblocking()) return Errno(EAGAIN);
      if (wait_objects(&event_, 1, kForever, WaitPolicy::Restartable).outcome == WaitOutcome::Wanted) return interrupted(WaitPolicy::Restartable);
    }
  }
  Result<int> ioctl(unsigned long request, void *argument) override {
    if (request != FIONREAD) return Errno(ENOTTY);
    Guard guard(lock_);
    collect();
    *static_cast<int *>(argument) = static_cast<int>(queue_.size());
    return 0;
  }
  Result<> stat(struct stat &st) override {
    memset(&st, 0, sizeof st);
    st.st_mode = 0600;
    st.st_ino = identity;
    st.st_nlink = 1;
    st.st_uid = view().ids.euid, st.st_gid = view().ids.egid;
    return success();
  }
  fd::Events poll(fd::Events wanted) override {
    if (!(wanted & (POLLIN | POLLRDNORM))) return 0;
    Guard guard(lock_);
    collect();
    return queue_.empty() ? fd::Events{0} : static_cast<fd::Events>(wanted & (POLLIN | POLLRDNORM));
  }
  bool prepare_wait(fd::Events wanted, fd::ReadyWait &w) override {
    if (!(wanted & (POLLIN | POLLRDNORM))) return true;
    Guard guard(lock_);
    collect();
    if (!queue_.empty()) return false;
    w.object = event_;
    return true;
  }

  void fork_handles(fd::HandleVisitor &v) override {
    for (Watch *w = watches_; w; w = w->next)
      for (Stream *s : w->streams)
        if (s) v.visit(&s->directory);
  }
  void after_fork() override {
    lock_.reset();
    event_ = nullptr;
    make_event();
    for (Watch *w = watches_; w; w = w->next) (void)w->reopen();
    collect();
  }
  void close() override {
    while (Watch *w = watches_) {
      watches_ = w->next;
      w->destroy(event_);
    }
    queue_.clear();
    nt::close_handle(event_);
  }
};

Result<Inotify *> of(fd::Description &d) {
  if (d.kind != fd::Kind::Inotify) return Errno(EINVAL);
  return static_cast<Inotify *>(&d);
}

} // namespace

Result<fd::FileRef> make_inotify(int flags) {
  fd::FileRef f = fd::make<Inotify>(flags);
  if (!f || !static_cast<Inotify *>(f.get())->make_event()) return Errno(ENOMEM);
  return f;
}

Result<int> inotify_watch(fd::Description &d, const char *path, uint32_t mask) {
  Inotify *i = TRY(of(d));
  if (!(mask & kTold)) return Errno(EINVAL);
  if ((mask & IN_MASK_ADD) && (mask & IN_MASK_CREATE)) return Errno(EINVAL);
  return i->watch(path, mask);
}

Result<> inotify_unwatch(fd::Description &d, int number) { return TRY(of(d))->unwatch(number); }

} // namespace tern::fs
