// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fd/readiness.h"
#include <poll.h>
#include <stdlib.h>

namespace tern::fd {

namespace {

constexpr unsigned kMostObjects = 62; // of one wait
constexpr int64_t kSlice = 100000;    // 10 ms: how often the rest is looked at when there are more objects

int look(Watched *w, size_t count) {
  int ready = 0;
  for (size_t i = 0; i < count; i++) {
    w[i].ready = w[i].file ? static_cast<Events>(w[i].file->poll(w[i].events | POLLERR | POLLHUP)) : Events{0};
    ready += w[i].ready != 0;
  }
  return ready;
}

// The waits of all descriptions, prepared in order and finished whatever happens.
class Preparation {
  Watched *watched_;
  ReadyWait *waits_;
  size_t prepared_ = 0;

public:
  void *objects[kMostObjects];
  unsigned object_count = 0;
  bool more_objects = false;
  int64_t again = INT64_MAX;
  bool ready_now = false;

  Preparation(Watched *watched, ReadyWait *waits, size_t count) : watched_(watched), waits_(waits) {
    for (size_t i = 0; i < count && !ready_now; i++) add(i);
  }
  ~Preparation() {
    for (size_t i = 0; i < prepared_; i++)
      if (watched_[i].file) watched_[i].file->finish_wait(waits_[i]);
  }
  Preparation(const Preparation &) = delete;

private:
  void add(size_t i) {
    waits_[i] = ReadyWait{};
    if (watched_[i].file) {
      if (!watched_[i].file->prepare_wait(watched_[i].events, waits_[i])) {
        ready_now = true; // nothing to finish for this one
        return;
      }
      if (waits_[i].object && object_count < kMostObjects)
        objects[object_count++] = waits_[i].object;
      else if (waits_[i].object)
        more_objects = true;
      if (waits_[i].again < again) again = waits_[i].again;
    }
    prepared_ = i + 1;
  }
};

Result<int> wait_with(Watched *w, ReadyWait *waits, size_t count, Deadline deadline) {
  for (;;) {
    if (int n = look(w, count)) return n;
    if (deadline == kPoll) return 0;
    Preparation p(w, waits, count);
    if (p.ready_now) {
      // Ready, or a kind that cannot wait and has said "not ready": then it is looked at every slice.
      if (int n = look(w, count)) return n;
      p.more_objects = true;
    }
    Deadline until = deadline < p.again ? deadline : p.again;
    if (p.more_objects && deadline_in(kSlice) < until) until = deadline_in(kSlice);
    WaitResult r = wait_objects(p.objects, p.object_count, until, WaitPolicy::Interruptible);
    if (r.outcome == WaitOutcome::Wanted) return interrupted(WaitPolicy::Interruptible);
    if (r.outcome == WaitOutcome::TimedOut && deadline != kForever && monotonic_now() >= deadline) return look(w, count);
  }
}

} // namespace

Result<int> wait_ready(Watched *w, size_t count, Deadline deadline) {
  constexpr size_t kSmall = 16;
  if (count <= kSmall) {
    ReadyWait waits[kSmall];
    return wait_with(w, waits, count, deadline);
  }
  auto *waits = static_cast<ReadyWait *>(malloc(count * sizeof(ReadyWait)));
  if (!waits) return Errno(ENOMEM);
  auto r = wait_with(w, waits, count, deadline);
  free(waits);
  return r;
}

} // namespace tern::fd
