// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// poll and ppoll: POSIX.1-2024 XSH. Cancellation points; async-signal-safe.
#include "core/user_memory.h"
#include "core/sections.h"
#include "fd/readiness.h"
#include "fd/table.h"
#include "posix/timeouts.h"
#include "signal/mask_for_call.h"
#include <poll.h>
#include <stdlib.h>

using namespace tern;

namespace {

int invalid_descriptors(const pollfd *fds, nfds_t count, fd::Watched *w, bool *bad) {
  int n = 0;
  for (nfds_t i = 0; i < count; i++) {
    bad[i] = false;
    if (fds[i].fd < 0) continue;
    auto file = fd::get(fds[i].fd);
    if (!file.ok()) {
      bad[i] = true;
      n++;
      continue;
    }
    w[i].file = file.take();
    w[i].events = fds[i].events;
  }
  return n;
}

Result<int> poll_all(pollfd *fds, nfds_t count, Deadline deadline, fd::Watched *w, bool *bad) {
  int n = invalid_descriptors(fds, count, w, bad);
  n += TRY(fd::wait_ready(w, count, n ? kPoll : deadline));
  for (nfds_t i = 0; i < count; i++) fds[i].revents = bad[i] ? POLLNVAL : w[i].ready;
  return n;
}

Result<int> poll_engine(pollfd *fds, nfds_t count, Deadline deadline) {
  if (count > fd::kOpenMax * 4) return Errno(EINVAL);
  if (!writable(fds, count * sizeof *fds)) return Errno(EFAULT);
  constexpr nfds_t kSmall = 16;
  if (count <= kSmall) {
    fd::Watched w[kSmall];
    bool bad[kSmall];
    return poll_all(fds, count, deadline, w, bad);
  }
  auto *w = static_cast<fd::Watched *>(calloc(count, sizeof(fd::Watched))); // all zero is an empty Watched
  auto *bad = static_cast<bool *>(malloc(count));
  Result<int> r = w && bad ? poll_all(fds, count, deadline, w, bad) : Result<int>(Errno(ENOMEM));
  for (nfds_t i = 0; w && i < count; i++) w[i].file.reset();
  free(w);
  free(bad);
  return r;
}

int poll_until(pollfd *fds, nfds_t count, Deadline deadline) {
  return to_errno(cancellation_point([&] { return poll_engine(fds, count, deadline); }));
}

} // namespace

// `timeout` in milliseconds; negative: for ever. Errors: EINTR, EINVAL (too many), ENOMEM.
TERN_EXPORT int poll(struct pollfd *fds, nfds_t count, int timeout) {
  Deadline deadline = timeout < 0 ? kForever : timeout == 0 ? kPoll : deadline_in(int64_t{timeout} * 10000);
  return poll_until(fds, count, deadline);
}

TERN_EXPORT int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
  if (!readable_or_null(timeout) || !readable_or_null(mask)) return fault();
  auto deadline = deadline_of(timeout);
  if (!deadline.ok()) return to_errno(Result<>(deadline.error()));
  signal::MaskForCall masked(mask);
  if (masked.interrupted()) return to_errno(Result<>(Errno(EINTR)));
  return poll_until(fds, count, deadline.value());
}
