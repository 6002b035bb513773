// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clocks, sleeping, timers (XSH clock_gettime, clock_nanosleep, timer_create, setitimer), timerfd.
#include <gtest/gtest.h>
#include <errno.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

namespace {

double seconds(const timespec &t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9; }
double now(clockid_t c = CLOCK_MONOTONIC) {
  timespec t = {};
  EXPECT_EQ(0, clock_gettime(c, &t));
  return seconds(t);
}

TEST(Clock, NeverGoesBack) {
  double last = now();
  for (int i = 0; i < 100000; ++i) {
    double t = now();
    ASSERT_GE(t, last);
    last = t;
  }
}

TEST(Clock, AgreeWithEachOther) {
  timeval tv;
  gettimeofday(&tv, nullptr);
  EXPECT_NEAR(now(CLOCK_REALTIME), static_cast<double>(tv.tv_sec) + static_cast<double>(tv.tv_usec) * 1e-6, 0.5);
  EXPECT_NEAR(now(CLOCK_REALTIME), static_cast<double>(time(nullptr)), 1.5);
  EXPECT_NEAR(now(CLOCK_REALTIME), now(CLOCK_REALTIME_COARSE), 0.5);
  EXPECT_NEAR(now(CLOCK_MONOTONIC), now(CLOCK_MONOTONIC_COARSE), 0.5);
  timespec t;
  EXPECT_EQ(TIME_UTC, timespec_get(&t, TIME_UTC));
  EXPECT_NEAR(now(CLOCK_REALTIME), seconds(t), 0.5);
}

TEST(Clock, ProcessorTimeGrowsWithWork) {
  double p = now(CLOCK_PROCESS_CPUTIME_ID), t = now(CLOCK_THREAD_CPUTIME_ID), wall = now();
  volatile double x = 1;
  while (now(CLOCK_THREAD_CPUTIME_ID) - t < 0.05 && now() - wall < 20)
    for (int i = 0; i < 100000; ++i) x = x * 1.0000001;
  EXPECT_GE(now(CLOCK_THREAD_CPUTIME_ID) - t, 0.04);
  EXPECT_GE(now(CLOCK_PROCESS_CPUTIME_ID) - p, 0.02); // counted in ticks of 10 ms or more
  tms m;
  EXPECT_NE(static_cast<clock_t>(-1), times(&m));
  EXPECT_GT(m.tms_utime + m.tms_stime, 0);
}

TEST(Clock, RejectsUnknownOnes) {
  timespec t;
  EXPECT_EQ(-1, clock_gettime(12345, &t));
  EXPECT_EQ(EINVAL, errno);
  EXPECT_EQ(0, clock_getres(CLOCK_MONOTONIC, &t));
  EXPECT_GT(t.tv_nsec, 0);
  EXPECT_EQ(-1, clock_settime(CLOCK_MONOTONIC, &t));
  EXPECT_EQ(EINVAL, errno);
}

TEST(Sleep, LastsAtLeastAsLongAsAsked) {
  for (long ms : {1, 5, 30}) {
    timespec t = {0, ms * 1000000};
    double begin = now();
    EXPECT_EQ(0, nanosleep(&t, nullptr));
    EXPECT_GE(now() - begin, static_cast<double>(ms) * 1e-3);
  }
}

TEST(Sleep, UntilAnAbsoluteTime) {
  for (clockid_t c : {CLOCK_REALTIME, CLOCK_MONOTONIC}) {
    timespec t;
    clock_gettime(c, &t);
    double end = seconds(t) + 0.03;
    t.tv_nsec += 30000000;
    if (t.tv_nsec >= 1000000000) t.tv_nsec -= 1000000000, ++t.tv_sec;
    EXPECT_EQ(0, clock_nanosleep(c, TIMER_ABSTIME, &t, nullptr));
    EXPECT_GE(now(c), end - 1e-6);
    t.tv_sec -= 100;
    EXPECT_EQ(0, clock_nanosleep(c, TIMER_ABSTIME, &t, nullptr));
  }
}

TEST(Sleep, RejectsBadTimes) {
  timespec bad = {0, 1000000000}, negative = {-1, 0};
  EXPECT_EQ(-1, nanosleep(&bad, nullptr));
  EXPECT_EQ(EINVAL, errno);
  EXPECT_EQ(-1, nanosleep(&negative, nullptr));
  EXPECT_EQ(EINVAL, clock_nanosleep(12345, 0, &bad, nullptr));
}

volatile sig_atomic_t g_hits;
siginfo_t g_info;
struct Handler {
  struct sigaction old;
  int signo;
  explicit Handler(int s) : signo(s) {
    struct sigaction a = {};
    a.sa_sigaction = [](int, siginfo_t *info, void *) {
      g_info = *info;
      g_hits = g_hits + 1;
    };
    a.sa_flags = SA_SIGINFO | SA_RESTART;
    g_hits = 0;
    sigaction(s, &a, &old);
  }
  ~Handler() { sigaction(signo, &old, nullptr); }
};

TEST(Alarm, TellsWhatIsLeft) {
  Handler h(SIGALRM);
  EXPECT_EQ(0u, alarm(100));
  unsigned left = alarm(0);
  EXPECT_TRUE(left == 99 || left == 100);
  EXPECT_EQ(0u, alarm(0));
  itimerval t = {{0, 0}, {0, 20000}}, got;
  EXPECT_EQ(0, setitimer(ITIMER_REAL, &t, nullptr));
  EXPECT_EQ(0, getitimer(ITIMER_REAL, &got));
  EXPECT_GT(got.it_value.tv_usec, 0);
  while (!g_hits) usleep(1000);
  t.it_value.tv_usec = 2000000;
  EXPECT_EQ(-1, setitimer(ITIMER_REAL, &t, nullptr));
  EXPECT_EQ(EINVAL, errno);
}

TEST(Alarm, VirtualTimeCountsWork) {
  Handler h(SIGVTALRM);
  itimerval t = {{0, 0}, {0, 30000}};
  ASSERT_EQ(0, setitimer(ITIMER_VIRTUAL, &t, nullptr));
  double begin = now();
  volatile long n = 0;
  while (!g_hits && now() - begin < 20)
    for (int i = 0; i < 10000; ++i) n = n + 1;
  EXPECT_EQ(1, g_hits);
}

TEST(Timer, SignalsWithValueAndCountsOverrun) {
  Handler h(SIGRTMIN + 1);
  sigevent e = {};
  e.sigev_notify = SIGEV_SIGNAL;
  e.sigev_signo = SIGRTMIN + 1;
  e.sigev_value.sival_int = 77;
  timer_t id;
  ASSERT_EQ(0, timer_create(CLOCK_MONOTONIC, &e, &id));
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN + 1);
  sigprocmask(SIG_BLOCK, &set, &old);
  itimerspec t = {{0, 5000000}, {0, 5000000}}, got;
  ASSERT_EQ(0, timer_settime(id, 0, &t, nullptr));
  usleep(100000);
  sigprocmask(SIG_SETMASK, &old, nullptr);
  for (int i = 0; i < 200 && !g_hits; ++i) usleep(1000);
  ASSERT_GE(g_hits, 1);
  EXPECT_EQ(SI_TIMER, g_info.si_code);
  EXPECT_EQ(77, g_info.si_value.sival_int);
  EXPECT_GE(timer_getoverrun(id), 0);
  EXPECT_EQ(0, timer_gettime(id, &got));
  EXPECT_EQ(5000000, got.it_interval.tv_nsec);
  EXPECT_EQ(0, timer_delete(id));
  EXPECT_EQ(-1, timer_delete(id));
  EXPECT_EQ(EINVAL, errno);
}

TEST(Timer, CallsInAThread) {
  static sem_t s;
  sem_init(&s, 0, 0);
  sigevent e = {};
  e.sigev_notify = SIGEV_THREAD;
  e.sigev_notify_function = [](sigval v) { sem_post(static_cast<sem_t *>(v.sival_ptr)); };
  e.sigev_value.sival_ptr = &s;
  timer_t id;
  ASSERT_EQ(0, timer_create(CLOCK_REALTIME, &e, &id));
  itimerspec t = {{0, 10000000}, {0, 10000000}};
  ASSERT_EQ(0, timer_settime(id, 0, &t, nullptr));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(0, sem_wait(&s));
  timer_delete(id);
  e.sigev_notify = 4242;
  EXPECT_EQ(-1, timer_create(CLOCK_REALTIME, &e, &id));
  EXPECT_EQ(EINVAL, errno);
}

TEST(TimerFd, ReadsAndPolls) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  ASSERT_GE(fd, 0);
  unsigned long long n = 0;
  EXPECT_EQ(-1, read(fd, &n, sizeof n));
  EXPECT_EQ(EAGAIN, errno);
  itimerspec t = {{0, 10000000}, {0, 10000000}}, got;
  ASSERT_EQ(0, timerfd_settime(fd, 0, &t, nullptr));
  pollfd p = {fd, POLLIN, 0};
  EXPECT_EQ(1, poll(&p, 1, 5000));
  EXPECT_EQ(8, read(fd, &n, sizeof n));
  EXPECT_GE(n, 1u);
  EXPECT_EQ(0, timerfd_gettime(fd, &got));
  EXPECT_EQ(10000000, got.it_interval.tv_nsec);
  EXPECT_EQ(-1, read(fd, &n, 4));
  EXPECT_EQ(EINVAL, errno);
  close(fd);
}

} // namespace
