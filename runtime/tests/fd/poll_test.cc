// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/select.h>
#include <unistd.h>

namespace {

struct Pipe {
  int ends[2];
  Pipe() { EXPECT_EQ(pipe(ends), 0); }
  ~Pipe() {
    close(ends[0]);
    close(ends[1]);
  }
};

TEST(Poll, EmptyPipeIsWritableNotReadable) {
  Pipe p;
  pollfd fds[] = {{p.ends[0], POLLIN, 0}, {p.ends[1], POLLOUT, 0}};
  EXPECT_EQ(poll(fds, 2, 0), 1);
  EXPECT_EQ(fds[0].revents, 0);
  EXPECT_EQ(fds[1].revents, POLLOUT);
}

TEST(Poll, DataMakesThePipeReadable) {
  Pipe p;
  ASSERT_EQ(write(p.ends[1], "x", 1), 1);
  pollfd fd = {p.ends[0], POLLIN, 0};
  EXPECT_EQ(poll(&fd, 1, -1), 1);
  EXPECT_EQ(fd.revents, POLLIN);
  char c;
  EXPECT_EQ(read(p.ends[0], &c, 1), 1);
  EXPECT_EQ(poll(&fd, 1, 0), 0);
}

TEST(Poll, ClosedWriterHangsUp) {
  Pipe p;
  close(p.ends[1]);
  pollfd fd = {p.ends[0], POLLIN, 0};
  EXPECT_EQ(poll(&fd, 1, -1), 1);
  EXPECT_TRUE(fd.revents & POLLHUP);
  p.ends[1] = -1;
}

TEST(Poll, BadDescriptorsAreToldAndNegativeOnesSkipped) {
  pollfd fds[] = {{9999, POLLIN, 0}, {-1, POLLIN, 7}};
  EXPECT_EQ(poll(fds, 2, 1000), 1);
  EXPECT_EQ(fds[0].revents, POLLNVAL);
  EXPECT_EQ(fds[1].revents, 0);
}

TEST(Poll, TimeoutWithoutDescriptors) { EXPECT_EQ(poll(nullptr, 0, 1), 0); }

TEST(Poll, RegularFilesAreAlwaysReady) {
  int fd = open("/dev/null", O_RDWR);
  pollfd p = {fd, POLLIN | POLLOUT, 0};
  EXPECT_EQ(poll(&p, 1, -1), 1);
  EXPECT_EQ(p.revents, POLLIN | POLLOUT);
  close(fd);
}

void *write_one(void *p) {
  EXPECT_EQ(write(static_cast<Pipe *>(p)->ends[1], "y", 1), 1);
  return nullptr;
}

TEST(Poll, WakesWhenAnotherThreadWrites) {
  Pipe p;
  pthread_t t;
  ASSERT_EQ(pthread_create(&t, nullptr, write_one, &p), 0);
  pollfd fd = {p.ends[0], POLLIN, 0};
  EXPECT_EQ(poll(&fd, 1, 10000), 1);
  EXPECT_EQ(fd.revents, POLLIN);
  pthread_join(t, nullptr);
}

TEST(Select, TellsWhichAreReady) {
  Pipe p, q;
  ASSERT_EQ(write(q.ends[1], "x", 1), 1);
  fd_set read_set, write_set;
  FD_ZERO(&read_set);
  FD_ZERO(&write_set);
  FD_SET(p.ends[0], &read_set);
  FD_SET(q.ends[0], &read_set);
  FD_SET(p.ends[1], &write_set);
  EXPECT_EQ(select(FD_SETSIZE, &read_set, &write_set, nullptr, nullptr), 2);
  EXPECT_FALSE(FD_ISSET(p.ends[0], &read_set));
  EXPECT_TRUE(FD_ISSET(q.ends[0], &read_set));
  EXPECT_TRUE(FD_ISSET(p.ends[1], &write_set));
}

TEST(Select, ClosedDescriptorIsEbadf) {
  Pipe p;
  int fd = dup(p.ends[0]);
  close(fd);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(fd, &set);
  timeval zero{};
  EXPECT_EQ(select(fd + 1, &set, nullptr, nullptr, &zero), -1);
  EXPECT_EQ(errno, EBADF);
}

TEST(Select, TimesOut) {
  Pipe p;
  fd_set set;
  FD_ZERO(&set);
  FD_SET(p.ends[0], &set);
  timeval limit = {0, 1000};
  EXPECT_EQ(select(p.ends[0] + 1, &set, nullptr, nullptr, &limit), 0);
  EXPECT_FALSE(FD_ISSET(p.ends[0], &set));
}

volatile sig_atomic_t g_handled;
void handle(int) { g_handled = g_handled + 1; }

TEST(Ppoll, PendingSignalUnderTheCallsMaskInterrupts) {
  struct sigaction action {};
  action.sa_handler = handle;
  sigaction(SIGUSR1, &action, nullptr);
  sigset_t block, old, none;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigemptyset(&none);
  sigprocmask(SIG_BLOCK, &block, &old);
  raise(SIGUSR1);
  EXPECT_EQ(g_handled, 0);
  EXPECT_EQ(ppoll(nullptr, 0, nullptr, &none), -1);
  EXPECT_EQ(errno, EINTR);
  EXPECT_EQ(g_handled, 1);
  sigset_t now;
  sigprocmask(SIG_SETMASK, &old, &now);
  EXPECT_TRUE(sigismember(&now, SIGUSR1));
}

} // namespace
