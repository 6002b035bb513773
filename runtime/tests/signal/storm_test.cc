// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Queued signals under load (XSH 2.4.1, sigqueue): each arrives once, those of one sender and number in order, and as many may
// wait as SIGQUEUE_MAX says. TERN_SOAK=1 in the environment: a million in each storm (runtime/tests/soak).
#include <gtest/gtest.h>
#include <atomic>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr int kSenders = 10;
int each() { return getenv("TERN_SOAK") ? 100000 : 1000; }
int number_of(int i) { return SIGRTMIN + i % 3; }

// Sender `s` says its number and how many of that signal it has sent. False: refused for another reason than want of room.
bool send_all(int s, pid_t to, int count) {
  for (int i = 0; i < count; ++i) {
    sigval v;
    v.sival_int = s * count + i;
    while (sigqueue(to, number_of(i), v)) {
      if (errno != EAGAIN) return false;
      sched_yield();
    }
  }
  return true;
}

struct Record {
  std::vector<unsigned char> seen;
  int last[kSenders][3], count, doubled = 0, disordered = 0, foreign = 0;
  std::atomic<int> total{0};
  explicit Record(int n) : seen(static_cast<size_t>(kSenders) * n), count(n) {
    for (auto &l : last)
      for (int &i : l) i = -1;
  }
  void take(int signo, const siginfo_t &info) {
    int value = info.si_value.sival_int, k = signo - SIGRTMIN;
    if (info.si_code != SI_QUEUE || value < 0 || value >= kSenders * count || k < 0 || k > 2 || value % count % 3 != k) {
      ++foreign;
      return;
    }
    doubled += seen[static_cast<size_t>(value)]++ > 0;
    int &before = last[value / count][k];
    disordered += value <= before;
    before = value;
    ++total;
  }
  void expect_all() {
    EXPECT_EQ(kSenders * count, total);
    EXPECT_EQ(0, doubled);
    EXPECT_EQ(0, disordered);
    EXPECT_EQ(0, foreign);
    size_t lost = 0;
    for (unsigned char n : seen) lost += n == 0;
    EXPECT_EQ(0u, lost);
  }
};

class Storm : public testing::Test {
protected:
  sigset_t set, old;
  void SetUp() override {
    sigemptyset(&set);
    for (int i = 0; i < 3; ++i) sigaddset(&set, number_of(i));
    pthread_sigmask(SIG_BLOCK, &set, &old);
  }
  void TearDown() override {
    timespec none = {};
    while (sigtimedwait(&set, nullptr, &none) > 0) {}
    pthread_sigmask(SIG_SETMASK, &old, nullptr);
  }
  void take_all(Record &r) {
    timespec limit = {30, 0};
    while (r.total < kSenders * r.count) {
      siginfo_t info;
      int signo = sigtimedwait(&set, &info, &limit);
      if (signo < 0 && errno == EINTR) continue;
      ASSERT_LT(0, signo) << "none for half a minute, after " << r.total;
      r.take(signo, info);
    }
  }
};

TEST_F(Storm, OfThreadsTakenBySigwait) {
  Record r(each());
  std::vector<std::thread> senders;
  for (int s = 0; s < kSenders; ++s) senders.emplace_back([s] { EXPECT_TRUE(send_all(s, getpid(), each())); });
  take_all(r);
  for (auto &t : senders) t.join();
  r.expect_all();
}

// Each sender is a process.
std::vector<pid_t> start_senders() {
  std::vector<pid_t> senders;
  pid_t target = getpid();
  for (int s = 0; s < kSenders; ++s) {
    pid_t pid = fork();
    if (pid == 0) _exit(send_all(s, target, each()) ? 0 : 1);
    senders.push_back(pid);
  }
  return senders;
}
void expect_done(const std::vector<pid_t> &senders) {
  for (pid_t pid : senders) {
    int status = -1;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    EXPECT_EQ(0, status);
  }
}

TEST_F(Storm, OfProcessesTakenBySigwait) {
  Record r(each());
  auto senders = start_senders();
  take_all(r);
  expect_done(senders);
  r.expect_all();
}

Record *g_record;
TEST_F(Storm, OfProcessesTakenByAHandler) {
  Record r(each());
  g_record = &r;
  struct sigaction a = {}, before[3];
  a.sa_sigaction = [](int signo, siginfo_t *info, void *) { g_record->take(signo, *info); };
  a.sa_flags = SA_SIGINFO | SA_RESTART;
  a.sa_mask = set;
  for (int i = 0; i < 3; ++i) sigaction(number_of(i), &a, &before[i]);
  auto senders = start_senders();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  time_t last = time(nullptr);
  for (int seen = -1; r.total < kSenders * r.count;) {
    usleep(1000);
    if (seen != r.total) seen = r.total, last = time(nullptr);
    ASSERT_LT(time(nullptr) - last, 30) << "none for half a minute, after " << seen;
  }
  expect_done(senders);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  for (int i = 0; i < 3; ++i) sigaction(number_of(i), &before[i], nullptr);
  r.expect_all();
}

// In a process that does not take any, of this one or of others, all wait; then there comes EAGAIN.
TEST(Depth, IsWhatSigqueueMaxSays) {
  long most = sysconf(_SC_SIGQUEUE_MAX);
  ASSERT_LE(_POSIX_SIGQUEUE_MAX, most);
  int count = static_cast<int>(most < 1024 ? most : 1024);
  for (bool other : {false, true}) {
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 1);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old);
    int ready[2], status;
    ASSERT_EQ(0, pipe(ready));
    pid_t child = fork();
    if (child == 0) {
      if (!other) {
        for (int i = 0; i < count; ++i)
          if (sigqueue(getpid(), SIGRTMIN + 1, {.sival_int = i})) _exit(1);
      } else {
        char c;
        if (read(ready[0], &c, 1) != 1) _exit(2);
      }
      timespec none = {};
      siginfo_t info;
      for (int i = 0; i < count;) {
        if (sigtimedwait(&set, &info, &none) < 0) _exit(3);
        if (info.si_signo != SIGUSR1 && info.si_value.sival_int != i++) _exit(4);
      }
      _exit(0);
    }
    if (other) {
      for (int i = 0; i < count; ++i) {
        ASSERT_EQ(0, sigqueue(child, SIGRTMIN + 1, {.sival_int = i})) << i;
        if (i == count / 2) ASSERT_EQ(0, kill(child, SIGUSR1)); // a standard one finds room among them
      }
      int i = count;
      const int enough = 1 << 17; // Linux: RLIMIT_SIGPENDING
      while (i < enough && sigqueue(child, SIGRTMIN + 1, {.sival_int = i}) == 0) ++i;
      if (i < enough) EXPECT_EQ(EAGAIN, errno);
      EXPECT_EQ(0, kill(child, SIGUSR1));
      ASSERT_EQ(1, write(ready[1], "g", 1));
    }
    ASSERT_EQ(child, waitpid(child, &status, 0));
    EXPECT_EQ(0, status) << "other: " << other;
    sigprocmask(SIG_SETMASK, &old, nullptr);
    close(ready[0]);
    close(ready[1]);
  }
}

} // namespace
