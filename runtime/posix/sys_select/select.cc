// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// select and pselect: POSIX.1-2024 XSH. Cancellation points; async-signal-safe as far as malloc is not needed (up to
// 64 descriptors).
#include "core/user_memory.h"
#include "core/sections.h"
#include "fd/readiness.h"
#include "fd/table.h"
#include "posix/timeouts.h"
#include "signal/mask_for_call.h"
#include <poll.h>
#include <stdlib.h>
#include <sys/select.h>

using namespace tern;

namespace {

constexpr fd::Events kReadable = POLLIN | POLLRDNORM | POLLHUP | POLLERR, kWritable = POLLOUT | POLLWRNORM | POLLERR, kExceptional = POLLPRI;

struct Sets {
  fd_set *read, *write, *except;

  fd::Events wanted(int fd) const {
    fd::Events e = 0;
    if (read && FD_ISSET(fd, read)) e |= POLLIN | POLLRDNORM;
    if (write && FD_ISSET(fd, write)) e |= POLLOUT | POLLWRNORM;
    if (except && FD_ISSET(fd, except)) e |= POLLPRI;
    return e;
  }
  // Keeps the bit of a set when it was asked for and is ready; counts it.
  static int settle(fd_set *set, int fd, bool ready) {
    if (!set || !FD_ISSET(fd, set)) return 0;
    if (!ready) FD_CLR(fd, set);
    return ready;
  }
};

Result<int> select_with(int limit, Sets &sets, Deadline deadline, fd::Watched *w, int *numbers) {
  size_t count = 0;
  for (int fd = 0; fd < limit; fd++) {
    fd::Events wanted = sets.wanted(fd);
    if (!wanted) continue;
    w[count].file = TRY(fd::get(fd));
    w[count].events = wanted;
    numbers[count++] = fd;
  }
  TRY(fd::wait_ready(w, count, deadline));
  int bits = 0;
  for (size_t i = 0; i < count; i++) {
    bits += Sets::settle(sets.read, numbers[i], w[i].ready & kReadable);
    bits += Sets::settle(sets.write, numbers[i], w[i].ready & kWritable);
    bits += Sets::settle(sets.except, numbers[i], w[i].ready & kExceptional);
  }
  return bits;
}

Result<int> select_engine(int limit, Sets &sets, Deadline deadline) {
  constexpr int kSmall = 64;
  if (limit <= kSmall) {
    fd::Watched w[kSmall];
    int numbers[kSmall];
    return select_with(limit, sets, deadline, w, numbers);
  }
  auto *w = static_cast<fd::Watched *>(calloc(static_cast<size_t>(limit), sizeof(fd::Watched)));
  auto *numbers = static_cast<int *>(malloc(static_cast<size_t>(limit) * sizeof(int)));
  Result<int> r = w && numbers ? select_with(limit, sets, deadline, w, numbers) : Result<int>(Errno(ENOMEM));
  for (int i = 0; w && i < limit; i++) w[i].file.reset();
  free(w);
  free(numbers);
  return r;
}

int select_until(int limit, Sets sets, Result<Deadline> deadline) {
  if (limit < 0 || limit > FD_SETSIZE) return to_errno(Result<>(Errno(EINVAL)));
  if (!deadline.ok()) return to_errno(Result<>(deadline.error()));
  size_t bytes = static_cast<size_t>(limit + NFDBITS - 1) / NFDBITS * sizeof(fd_mask);
  auto bad = [&](fd_set *set) { return set && !writable(set, bytes); };
  if (bad(sets.read) || bad(sets.write) || bad(sets.except)) return fault();
  return to_errno(cancellation_point([&] { return select_engine(limit, sets, deadline.value()); }));
}

} // namespace

// Errors: EBADF, EINTR, EINVAL, ENOMEM. The time-out is not changed.
TERN_EXPORT int select(int limit, fd_set *read, fd_set *write, fd_set *except, struct timeval *timeout) {
  if (!readable_or_null(timeout)) return fault();
  return select_until(limit, {read, write, except}, deadline_of(timeout));
}

TERN_EXPORT int pselect(int limit, fd_set *read, fd_set *write, fd_set *except, const struct timespec *timeout, const sigset_t *mask) {
  if (!readable_or_null(timeout) || !readable_or_null(mask)) return fault();
  signal::MaskForCall masked(mask);
  if (masked.interrupted()) return to_errno(Result<>(Errno(EINTR)));
  return select_until(limit, {read, write, except}, deadline_of(timeout));
}
