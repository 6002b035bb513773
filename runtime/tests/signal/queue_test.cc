// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Real-time signals and accepting signals (XSH 2.4.1, sigqueue, sigwait, sigtimedwait).
#include <gtest/gtest.h>
#include <atomic>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <thread>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace {

class Blocked : public testing::Test {
protected:
  sigset_t set, old;
  void SetUp() override {
    sigemptyset(&set);
    for (int s : {SIGRTMIN, SIGRTMIN + 1, SIGRTMIN + 2, SIGUSR1, SIGUSR2}) sigaddset(&set, s);
    pthread_sigmask(SIG_BLOCK, &set, &old);
  }
  void TearDown() override {
    timespec none = {};
    while (sigtimedwait(&set, nullptr, &none) > 0) {}
    pthread_sigmask(SIG_SETMASK, &old, nullptr);
  }
  static void queue(int signo, int value) {
    sigval v;
    v.sival_int = value;
    ASSERT_EQ(0, sigqueue(getpid(), signo, v));
  }
};
using Realtime = Blocked;
using Accept = Blocked;

TEST_F(Realtime, QueuesInOrderLowestNumberFirst) {
  queue(SIGRTMIN + 2, 1);
  queue(SIGRTMIN + 1, 2);
  queue(SIGRTMIN + 2, 3);
  queue(SIGRTMIN, 4);
  int numbers[] = {0, 1, 2, 2}, values[] = {4, 2, 1, 3};
  for (int i = 0; i < 4; ++i) {
    siginfo_t info;
    ASSERT_EQ(SIGRTMIN + numbers[i], sigwaitinfo(&set, &info));
    EXPECT_EQ(values[i], info.si_value.sival_int);
    EXPECT_EQ(SI_QUEUE, info.si_code);
  }
}

TEST_F(Realtime, StormLosesAndDoublesNone) {
  constexpr int kSenders = 4, kEach = 5000;
  std::vector<std::thread> senders;
  for (int s = 0; s < kSenders; ++s)
    senders.emplace_back([s] {
      for (int i = 0; i < kEach; ++i) {
        sigval v;
        v.sival_int = s * kEach + i;
        while (sigqueue(getpid(), SIGRTMIN, v)) {
          ASSERT_EQ(EAGAIN, errno);
          std::this_thread::yield();
        }
      }
    });
  std::vector<int> seen(kSenders * kEach);
  std::vector<int> last(kSenders, -1);
  for (int i = 0; i < kSenders * kEach; ++i) {
    siginfo_t info;
    int signo;
    while ((signo = sigwaitinfo(&set, &info)) < 0) ASSERT_EQ(EINTR, errno);
    ASSERT_EQ(SIGRTMIN, signo);
    int v = info.si_value.sival_int;
    ++seen[v];
    EXPECT_LT(last[v / kEach], v); // each sender's in order
    last[v / kEach] = v;
  }
  for (auto &t : senders) t.join();
  for (int n : seen) ASSERT_EQ(1, n);
}

TEST_F(Accept, TimesOutWithEagain) {
  timespec t = {0, 20000000}, bad = {0, 2000000000};
  EXPECT_EQ(-1, sigtimedwait(&set, nullptr, &t));
  EXPECT_EQ(EAGAIN, errno);
  EXPECT_EQ(-1, sigtimedwait(&set, nullptr, &bad));
  EXPECT_EQ(EINVAL, errno);
}

TEST_F(Accept, SigwaitTakesOneAndLeavesTheRest) {
  raise(SIGUSR2);
  raise(SIGUSR1);
  int signo = 0;
  EXPECT_EQ(0, sigwait(&set, &signo));
  EXPECT_EQ(SIGUSR1, signo);
  sigset_t pending;
  sigpending(&pending);
  EXPECT_EQ(1, sigismember(&pending, SIGUSR2));
}

TEST_F(Accept, AnotherThreadsSignalWakesTheWaiter) {
  pthread_t waiter = pthread_self();
  std::thread sender([&] {
    usleep(20000);
    pthread_kill(waiter, SIGUSR1);
  });
  siginfo_t info;
  EXPECT_EQ(SIGUSR1, sigwaitinfo(&set, &info));
  sender.join();
}

TEST_F(Accept, ProcessSignalGoesToTheThreadThatWaits) {
  std::atomic<int> got{0};
  std::thread waiter([&] {
    int signo;
    sigwait(&set, &signo);
    got = signo;
  });
  usleep(20000);
  kill(getpid(), SIGUSR2);
  waiter.join();
  EXPECT_EQ(SIGUSR2, got);
}

TEST(Sigqueue, RejectsBadArguments) {
  sigval v = {};
  EXPECT_EQ(-1, sigqueue(getpid(), 4000, v));
  EXPECT_EQ(EINVAL, errno);
  EXPECT_EQ(-1, kill(getpid(), -5));
  EXPECT_EQ(EINVAL, errno);
  EXPECT_EQ(0, kill(getpid(), 0));
  EXPECT_EQ(-1, kill(0x3ffffff, 0));
  EXPECT_EQ(ESRCH, errno);
}

} // namespace
