// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Robust mutexes between processes that are killed at any instant (XSH pthread_mutex_lock, pthread_mutex_consistent): nobody
// hangs, one only is inside, and who comes next learns of an owner that died. TERN_SOAK=1: long (runtime/tests/soak).
#include <gtest/gtest.h>
#include <atomic>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace {

constexpr int kWorkers = 4;

struct Shared {
  pthread_mutex_t mutex;
  std::atomic<long> entered, repaired, bad;
  std::atomic<int> inside;
  long first, second; // equal whenever nobody is inside
};

void work(Shared &s) {
  for (;;) {
    int e = pthread_mutex_lock(&s.mutex);
    if (e == EOWNERDEAD) {
      s.inside = 0;
      s.second = s.first;
      ++s.repaired;
      if (pthread_mutex_consistent(&s.mutex)) ++s.bad;
    } else if (e) {
      ++s.bad;
      _exit(1);
    }
    if (s.inside.exchange(1)) ++s.bad;
    if (s.first != s.second) ++s.bad;
    ++s.first;
    for (volatile int i = 0; i < 2000; i = i + 1) {}
    ++s.second;
    ++s.entered;
    s.inside = 0;
    if (pthread_mutex_unlock(&s.mutex)) ++s.bad;
  }
}

TEST(RobustSoak, WorkersAreKilledAtAnyInstant) {
  const int kills = getenv("TERN_SOAK") ? 2000 : 40;
  void *memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(MAP_FAILED, memory);
  auto &s = *new (memory) Shared{};
  pthread_mutexattr_t a;
  pthread_mutexattr_init(&a);
  pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
  pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
  ASSERT_EQ(0, pthread_mutex_init(&s.mutex, &a));
  pid_t workers[kWorkers];
  auto start = [&](pid_t &pid) {
    pid = fork();
    if (pid == 0) work(s);
    return pid > 0;
  };
  for (pid_t &pid : workers) ASSERT_TRUE(start(pid)) << errno;
  unsigned random = 12345;
  bool hung = false;
  for (int k = 0; k < kills && !hung && !s.bad; ++k) {
    random = random * 1664525 + 1013904223;
    usleep(random >> 8 & 8191);
    pid_t &victim = workers[(random >> 24) % kWorkers];
    kill(victim, SIGKILL);
    int status;
    ASSERT_EQ(victim, waitpid(victim, &status, 0));
    long before = s.entered;
    for (int i = 0; s.entered == before; ++i) { // the others go on
      if (i == 10000) {
        hung = true;
        break;
      }
      usleep(1000);
    }
    ASSERT_TRUE(start(victim)) << "fork: " << errno << ", round " << k;
  }
  for (pid_t pid : workers) kill(pid, SIGKILL);
  for (pid_t pid : workers) waitpid(pid, nullptr, 0);
  EXPECT_FALSE(hung) << "after " << s.entered << " times, " << s.repaired << " repairs";
  EXPECT_EQ(0, s.bad);
  timespec limit;
  clock_gettime(CLOCK_REALTIME, &limit);
  limit.tv_sec += 10;
  int e = pthread_mutex_timedlock(&s.mutex, &limit);
  EXPECT_TRUE(e == 0 || e == EOWNERDEAD) << e;
  pthread_mutex_unlock(&s.mutex);
  munmap(memory, sizeof(Shared));
}

} // namespace
