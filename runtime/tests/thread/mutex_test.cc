// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// XSH pthread_mutex_*, pthread_cond_*, pthread_rwlock_*, pthread_barrier_*, pthread_spin_*, sem_*.
#include <gtest/gtest.h>
#include <atomic>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace {

pthread_mutex_t mutex_of(int type, int robust = 0, int shared = 0) {
  pthread_mutexattr_t a;
  pthread_mutexattr_init(&a);
  EXPECT_EQ(0, pthread_mutexattr_settype(&a, type));
  if (robust) EXPECT_EQ(0, pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST));
  if (shared) EXPECT_EQ(0, pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED));
  pthread_mutex_t m;
  EXPECT_EQ(0, pthread_mutex_init(&m, &a));
  pthread_mutexattr_destroy(&a);
  return m;
}
timespec in(clockid_t clock, long ms) {
  timespec t;
  clock_gettime(clock, &t);
  t.tv_nsec += ms % 1000 * 1000000;
  t.tv_sec += ms / 1000 + t.tv_nsec / 1000000000;
  t.tv_nsec %= 1000000000;
  return t;
}

TEST(Mutex, ExcludesUnderContention) {
  for (int type : {PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_RECURSIVE, PTHREAD_MUTEX_ERRORCHECK}) {
    pthread_mutex_t m = mutex_of(type);
    long n = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (int k = 0; k < 20000; ++k) {
          pthread_mutex_lock(&m);
          ++n;
          pthread_mutex_unlock(&m);
        }
      });
    for (auto &t : threads) t.join();
    EXPECT_EQ(80000, n);
    EXPECT_EQ(0, pthread_mutex_destroy(&m));
  }
}

TEST(Mutex, ErrorcheckTellsMisuse) {
  pthread_mutex_t m = mutex_of(PTHREAD_MUTEX_ERRORCHECK);
  EXPECT_EQ(EPERM, pthread_mutex_unlock(&m));
  EXPECT_EQ(0, pthread_mutex_lock(&m));
  EXPECT_EQ(EDEADLK, pthread_mutex_lock(&m));
  EXPECT_EQ(EBUSY, pthread_mutex_trylock(&m));
  EXPECT_EQ(EBUSY, pthread_mutex_destroy(&m));
  std::thread([&] { EXPECT_EQ(EPERM, pthread_mutex_unlock(&m)); }).join();
  EXPECT_EQ(0, pthread_mutex_unlock(&m));
}

TEST(Mutex, RecursiveCounts) {
  pthread_mutex_t m = mutex_of(PTHREAD_MUTEX_RECURSIVE);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(0, pthread_mutex_lock(&m));
  EXPECT_EQ(0, pthread_mutex_trylock(&m));
  for (int i = 0; i < 4; ++i) {
    std::thread([&] { EXPECT_EQ(EBUSY, pthread_mutex_trylock(&m)); }).join();
    EXPECT_EQ(0, pthread_mutex_unlock(&m));
  }
  std::thread([&] {
    EXPECT_EQ(0, pthread_mutex_trylock(&m));
    pthread_mutex_unlock(&m);
  }).join();
  EXPECT_EQ(EPERM, pthread_mutex_unlock(&m));
}

TEST(Mutex, TimedLockTimesOut) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&m);
  std::thread([&] {
    timespec t = in(CLOCK_REALTIME, 30), bad = {0, 1000000000};
    EXPECT_EQ(ETIMEDOUT, pthread_mutex_timedlock(&m, &t));
    EXPECT_EQ(EINVAL, pthread_mutex_timedlock(&m, &bad));
  }).join();
  pthread_mutex_unlock(&m);
}

TEST(Mutex, RobustTellsOfADeadOwner) {
  pthread_mutex_t m = mutex_of(PTHREAD_MUTEX_NORMAL, 1);
  std::thread([&] { pthread_mutex_lock(&m); }).join();
  EXPECT_EQ(EOWNERDEAD, pthread_mutex_lock(&m));
  EXPECT_EQ(0, pthread_mutex_consistent(&m));
  EXPECT_EQ(0, pthread_mutex_unlock(&m));
  EXPECT_EQ(0, pthread_mutex_lock(&m));
  EXPECT_EQ(EINVAL, pthread_mutex_consistent(&m));
  EXPECT_EQ(0, pthread_mutex_unlock(&m));
  std::thread([&] { pthread_mutex_lock(&m); }).join();
  EXPECT_EQ(EOWNERDEAD, pthread_mutex_trylock(&m));
  EXPECT_EQ(0, pthread_mutex_unlock(&m)); // not made consistent
  EXPECT_EQ(ENOTRECOVERABLE, pthread_mutex_lock(&m));
}

TEST(Mutex, RobustSharedSurvivesAKilledProcess) {
  auto *m = static_cast<pthread_mutex_t *>(mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(MAP_FAILED, static_cast<void *>(m));
  *m = mutex_of(PTHREAD_MUTEX_NORMAL, 1, 1);
  for (int round = 0; round < 3; ++round) {
    int ready[2];
    ASSERT_EQ(0, pipe(ready));
    pid_t child = fork();
    if (child == 0) {
      pthread_mutex_lock(m);
      if (write(ready[1], "r", 1) != 1) _exit(1);
      for (;;) pause();
    }
    char c;
    ASSERT_EQ(1, read(ready[0], &c, 1));
    std::thread killer([&] {
      usleep(30000);
      kill(child, SIGKILL);
    });
    EXPECT_EQ(EOWNERDEAD, pthread_mutex_lock(m)); // was asleep when it happened
    EXPECT_EQ(0, pthread_mutex_consistent(m));
    EXPECT_EQ(0, pthread_mutex_unlock(m));
    killer.join();
    waitpid(child, nullptr, 0);
    close(ready[0]);
    close(ready[1]);
  }
  munmap(m, 65536);
}

TEST(Mutex, AttributesAreChecked) {
  pthread_mutexattr_t a;
  pthread_mutexattr_init(&a);
  int v;
  EXPECT_EQ(EINVAL, pthread_mutexattr_settype(&a, 77));
  EXPECT_EQ(0, pthread_mutexattr_setprotocol(&a, PTHREAD_PRIO_INHERIT));
  EXPECT_EQ(0, pthread_mutexattr_getprotocol(&a, &v));
  EXPECT_EQ(PTHREAD_PRIO_INHERIT, v);
  EXPECT_EQ(EINVAL, pthread_mutexattr_setpshared(&a, 9));
}

TEST(Condition, WakesOneAndAll) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t c = PTHREAD_COND_INITIALIZER;
  int waiting = 0, tokens = 0, done = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 5; ++i)
    threads.emplace_back([&] {
      pthread_mutex_lock(&m);
      ++waiting;
      while (!tokens) pthread_cond_wait(&c, &m);
      --tokens;
      ++done;
      pthread_mutex_unlock(&m);
    });
  auto locked = [&](auto f) {
    pthread_mutex_lock(&m);
    bool r = f();
    pthread_mutex_unlock(&m);
    return r;
  };
  while (!locked([&] { return waiting == 5; })) usleep(1000);
  locked([&] { return tokens = 1; });
  pthread_cond_signal(&c);
  while (!locked([&] { return done == 1; })) usleep(1000);
  locked([&] { return tokens = 4; });
  pthread_cond_broadcast(&c);
  for (auto &t : threads) t.join();
  EXPECT_EQ(5, done);
  EXPECT_EQ(0, pthread_cond_destroy(&c));
}

TEST(Condition, TimesOutOnItsClock) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  for (clockid_t clock : {CLOCK_REALTIME, CLOCK_MONOTONIC}) {
    pthread_condattr_t a;
    pthread_condattr_init(&a);
    ASSERT_EQ(0, pthread_condattr_setclock(&a, clock));
    pthread_cond_t c;
    pthread_cond_init(&c, &a);
    pthread_mutex_lock(&m);
    timespec t = in(clock, 30);
    EXPECT_EQ(ETIMEDOUT, pthread_cond_timedwait(&c, &m, &t));
    timespec now;
    clock_gettime(clock, &now);
    EXPECT_TRUE(now.tv_sec > t.tv_sec || (now.tv_sec == t.tv_sec && now.tv_nsec >= t.tv_nsec));
    EXPECT_EQ(EBUSY, pthread_mutex_trylock(&m));
    pthread_mutex_unlock(&m);
    pthread_cond_destroy(&c);
  }
}

TEST(Condition, PingPong) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t c = PTHREAD_COND_INITIALIZER;
  int turn = 0;
  auto play = [&](int me) {
    for (int i = 0; i < 3000; ++i) {
      pthread_mutex_lock(&m);
      while (turn != me) pthread_cond_wait(&c, &m);
      turn = 1 - me;
      pthread_cond_signal(&c);
      pthread_mutex_unlock(&m);
    }
  };
  std::thread other(play, 1);
  play(0);
  other.join();
  EXPECT_EQ(0, turn);
}

TEST(ReadWriteLock, ManyReadersOrOneWriter) {
  pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
  EXPECT_EQ(0, pthread_rwlock_rdlock(&l));
  std::thread([&] {
    EXPECT_EQ(0, pthread_rwlock_tryrdlock(&l));
    EXPECT_EQ(EBUSY, pthread_rwlock_trywrlock(&l));
    timespec t = in(CLOCK_REALTIME, 20);
    EXPECT_EQ(ETIMEDOUT, pthread_rwlock_timedwrlock(&l, &t));
    pthread_rwlock_unlock(&l);
  }).join();
  pthread_rwlock_unlock(&l);
  EXPECT_EQ(0, pthread_rwlock_wrlock(&l));
  EXPECT_EQ(EDEADLK, pthread_rwlock_wrlock(&l));
  std::thread([&] { EXPECT_EQ(EBUSY, pthread_rwlock_tryrdlock(&l)); }).join();
  pthread_rwlock_unlock(&l);
  std::atomic<int> writers{0}, bad{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&, i] {
      for (int k = 0; k < 3000; ++k)
        if (i == 0 || k % 16 == 0) {
          pthread_rwlock_wrlock(&l);
          bad += writers++ != 0;
          writers--;
          pthread_rwlock_unlock(&l);
        } else {
          pthread_rwlock_rdlock(&l);
          bad += writers != 0;
          pthread_rwlock_unlock(&l);
        }
    });
  for (auto &t : threads) t.join();
  EXPECT_EQ(0, bad);
}

TEST(Barrier, AllMeetAndOneIsSerial) {
  pthread_barrier_t b;
  EXPECT_EQ(EINVAL, pthread_barrier_init(&b, nullptr, 0));
  ASSERT_EQ(0, pthread_barrier_init(&b, nullptr, 4));
  std::atomic<int> serial{0}, sum{0}, bad{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 200; ++round) {
        sum++;
        if (pthread_barrier_wait(&b) == PTHREAD_BARRIER_SERIAL_THREAD) serial++;
        bad += sum < (round + 1) * 4;
        pthread_barrier_wait(&b);
      }
    });
  for (auto &t : threads) t.join();
  EXPECT_EQ(200, serial);
  EXPECT_EQ(0, bad);
  EXPECT_EQ(0, pthread_barrier_destroy(&b));
}

TEST(SpinLock, Excludes) {
  pthread_spinlock_t l;
  pthread_spin_init(&l, PTHREAD_PROCESS_PRIVATE);
  long n = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 20000; ++k) {
        pthread_spin_lock(&l);
        ++n;
        pthread_spin_unlock(&l);
      }
    });
  for (auto &t : threads) t.join();
  EXPECT_EQ(60000, n);
  pthread_spin_lock(&l);
  EXPECT_EQ(EBUSY, pthread_spin_trylock(&l));
}

TEST(Semaphore, CountsAndTimesOut) {
  sem_t s;
  ASSERT_EQ(0, sem_init(&s, 0, 2));
  EXPECT_EQ(0, sem_wait(&s));
  EXPECT_EQ(0, sem_trywait(&s));
  EXPECT_EQ(-1, sem_trywait(&s));
  EXPECT_EQ(EAGAIN, errno);
  timespec t = in(CLOCK_REALTIME, 20);
  EXPECT_EQ(-1, sem_timedwait(&s, &t));
  EXPECT_EQ(ETIMEDOUT, errno);
  std::thread poster([&] {
    usleep(20000);
    sem_post(&s);
  });
  EXPECT_EQ(0, sem_wait(&s));
  poster.join();
  int v = -1;
  EXPECT_EQ(0, sem_getvalue(&s, &v));
  EXPECT_EQ(0, v);
  EXPECT_EQ(0, sem_destroy(&s));
}

TEST(Shared, MutexAndConditionBetweenProcesses) {
  struct Area {
    pthread_mutex_t m;
    pthread_cond_t c;
    int n;
  };
  auto *a = static_cast<Area *>(mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  a->m = mutex_of(PTHREAD_MUTEX_NORMAL, 0, 1);
  pthread_condattr_t ca;
  pthread_condattr_init(&ca);
  pthread_condattr_setpshared(&ca, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&a->c, &ca);
  pid_t child = fork();
  auto count = [&] {
    for (int i = 0; i < 3000; ++i) {
      pthread_mutex_lock(&a->m);
      ++a->n;
      pthread_mutex_unlock(&a->m);
    }
  };
  count();
  if (child == 0) {
    pthread_mutex_lock(&a->m);
    a->n += 1000000;
    pthread_cond_signal(&a->c);
    pthread_mutex_unlock(&a->m);
    _exit(0);
  }
  pthread_mutex_lock(&a->m);
  while (a->n < 1000000) pthread_cond_wait(&a->c, &a->m);
  EXPECT_EQ(1006000, a->n);
  pthread_mutex_unlock(&a->m);
  waitpid(child, nullptr, 0);
  munmap(a, 65536);
}

} // namespace
