// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// timerfd (Linux): expirations are counted once, whoever of those who share the description reads them.
#include <gtest/gtest.h>
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace {

int status_of(pid_t pid) {
  int status = -1;
  waitpid(pid, &status, 0);
  return status;
}
itimerspec once_in(long ms) { return {{0, 0}, {ms / 1000, ms % 1000 * 1000000}}; }

TEST(TimerFd, CountsExpirations) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  uint64_t n = 0;
  EXPECT_EQ(-1, read(fd, &n, sizeof n));
  EXPECT_EQ(EAGAIN, errno);
  itimerspec every = {{0, 10000000}, {0, 10000000}}, now;
  ASSERT_EQ(0, timerfd_settime(fd, 0, &every, nullptr));
  usleep(65000);
  EXPECT_EQ(8, read(fd, &n, sizeof n));
  EXPECT_GE(n, 6u);
  ASSERT_EQ(0, timerfd_gettime(fd, &now));
  EXPECT_EQ(10000000, now.it_interval.tv_nsec);
  itimerspec none = {}, old;
  ASSERT_EQ(0, timerfd_settime(fd, 0, &none, &old));
  EXPECT_EQ(10000000, old.it_interval.tv_nsec);
  close(fd);
}

TEST(TimerFd, IsOneTimerAfterFork) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  ASSERT_LE(0, fd);
  pid_t child = fork();
  if (child == 0) {
    itimerspec soon = once_in(20);
    if (timerfd_settime(fd, 0, &soon, nullptr)) _exit(1);
    _exit(0);
  }
  pollfd p = {fd, POLLIN, 0};
  EXPECT_EQ(1, poll(&p, 1, 5000)); // armed by the child
  EXPECT_EQ(0, status_of(child));
  child = fork();
  if (child == 0) {
    uint64_t n = 0;
    _exit(read(fd, &n, sizeof n) == 8 && n == 1 ? 0 : 1);
  }
  EXPECT_EQ(0, status_of(child));
  uint64_t n;
  EXPECT_EQ(-1, read(fd, &n, sizeof n)); // the child has had it
  EXPECT_EQ(EAGAIN, errno);
  close(fd);
}

TEST(TimerFd, EndsABlockedReadOfAnotherProcess) {
  int fd = timerfd_create(CLOCK_MONOTONIC, 0);
  pid_t child = fork();
  if (child == 0) {
    uint64_t n = 0;
    _exit(read(fd, &n, sizeof n) == 8 && n == 1 ? 0 : 1);
  }
  usleep(20000);
  itimerspec soon = once_in(5);
  ASSERT_EQ(0, timerfd_settime(fd, 0, &soon, nullptr));
  EXPECT_EQ(0, status_of(child));
  close(fd);
}

// Survives exec: the shell's child has the descriptor under the same number.
TEST(TimerFd, SurvivesExec) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK), copy = dup2(fd, 9);
  ASSERT_EQ(9, copy);
  pid_t child = fork();
  if (child == 0) {
    execlp("sh", "sh", "-c", "true <&9 && exit 7", nullptr);
    _exit(1);
  }
  int status = status_of(child);
  EXPECT_EQ(7, WEXITSTATUS(status));
  close(fd);
  close(copy);
}

} // namespace
