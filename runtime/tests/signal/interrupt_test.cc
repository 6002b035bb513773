// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A signal reaches a thread that computes or blocks; EINTR or restart (XSH 2.4, sigaction SA_RESTART).
#include <gtest/gtest.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace {

volatile sig_atomic_t g_hits;
void hit(int) { g_hits = g_hits + 1; }

// SIGALRM each 20 ms while it lives.
struct Alarms {
  struct sigaction old;
  explicit Alarms(int flags) {
    struct sigaction a = {};
    a.sa_handler = hit;
    a.sa_flags = flags;
    g_hits = 0;
    sigaction(SIGALRM, &a, &old);
    itimerval t = {{0, 20000}, {0, 20000}};
    setitimer(ITIMER_REAL, &t, nullptr);
  }
  ~Alarms() {
    itimerval none = {};
    setitimer(ITIMER_REAL, &none, nullptr);
    sigaction(SIGALRM, &old, nullptr);
  }
};

struct Pipe {
  int fd[2];
  Pipe() { EXPECT_EQ(0, pipe(fd)); }
  ~Pipe() {
    close(fd[0]);
    close(fd[1]);
  }
};

TEST(Computing, ThreadIsReached) {
  Alarms alarms(0);
  volatile unsigned long n = 0;
  while (g_hits < 3) n = n + 1;
  EXPECT_GT(n, 0u);
}

TEST(Computing, RegistersSurvive) {
  Alarms alarms(0);
  double first = 0;
  int differ = 0;
  for (int k = 0; g_hits < 5 || k < 50; ++k) {
    double a[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    for (int i = 1; i < 20000; ++i)
      for (double &x : a) x = x * 1.0000001 + 1.0 / i;
    double sum = 0;
    for (double x : a) sum += x;
    if (k == 0) first = sum;
    differ += sum != first;
  }
  EXPECT_EQ(0, differ);
}

// A handler that uses AVX must not be seen in the registers of what it interrupts.
[[gnu::target("avx")]] void use_avx(int) {
  __asm__ volatile("vzeroall" ::: "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7");
  g_hits = g_hits + 1;
}
[[gnu::target("avx")]] bool upper_halves_survive() {
  alignas(32) double in[4] = {1, 2, 3, 4}, out[4];
  for (int i = 0; i < 200000; ++i) {
    __asm__ volatile("vmovapd %1, %%ymm7\n\tmovl $2000, %%ecx\n1:\tdecl %%ecx\n\tjnz 1b\n\tvmovapd %%ymm7, %0\n\tvzeroupper"
                     : "=m"(out) : "m"(in) : "ecx", "xmm7", "cc");
    if (memcmp(in, out, sizeof in)) return false;
    if (g_hits >= 10) return true;
  }
  return true;
}
TEST(Computing, AvxRegistersSurvive) {
  if (!__builtin_cpu_supports("avx")) GTEST_SKIP() << "no AVX here";
  Alarms alarms(0);
  struct sigaction a = {};
  a.sa_handler = use_avx;
  sigaction(SIGALRM, &a, nullptr);
  EXPECT_TRUE(upper_halves_survive());
  EXPECT_GT(g_hits, 0);
}

#define INTERRUPTED(call)                                                                                                \
  {                                                                                                                      \
    Alarms alarms(0);                                                                                                    \
    errno = 0;                                                                                                           \
    EXPECT_EQ(-1, call) << #call;                                                                                        \
    EXPECT_EQ(EINTR, errno) << #call;                                                                                    \
    EXPECT_GT(g_hits, 0);                                                                                                \
  }

TEST(Interrupted, BlockingCallsReturnEintr) {
  Pipe p;
  char c;
  timespec ten = {10, 0}, rest = {};
  pollfd poll_in = {p.fd[0], POLLIN, 0};
  fd_set set;
  FD_ZERO(&set);
  FD_SET(p.fd[0], &set);
  timeval ten_s = {10, 0};
  sem_t sem;
  sem_init(&sem, 0, 0);
  timespec later;
  clock_gettime(CLOCK_REALTIME, &later);
  later.tv_sec += 10;
  INTERRUPTED(read(p.fd[0], &c, 1));
  INTERRUPTED(nanosleep(&ten, &rest));
  EXPECT_GE(rest.tv_sec, 8);
  INTERRUPTED(poll(&poll_in, 1, 10000));
  INTERRUPTED(select(p.fd[0] + 1, &set, nullptr, nullptr, &ten_s));
  INTERRUPTED(sem_wait(&sem));
  INTERRUPTED(sem_timedwait(&sem, &later));
  INTERRUPTED(pause());
  INTERRUPTED(usleep(5000000));
}

TEST(Interrupted, WriteToAFullPipe) {
  Pipe p;
  static char block[1 << 20];
  Alarms alarms(0);
  ssize_t n = write(p.fd[1], block, sizeof block);
  EXPECT_TRUE(n > 0 || errno == EINTR); // a partial write tells what was written
  EXPECT_LT(n, static_cast<ssize_t>(sizeof block));
}

TEST(Interrupted, WaitForAChild) {
  pid_t child = fork();
  if (child == 0) {
    for (;;) pause();
  }
  int status;
  INTERRUPTED(waitpid(child, &status, 0));
  kill(child, SIGKILL);
  EXPECT_EQ(child, waitpid(child, &status, 0));
}

TEST(Restarted, ReadGoesOnWithSaRestart) {
  Pipe p;
  Alarms alarms(SA_RESTART);
  pthread_t writer;
  pthread_create(&writer, nullptr, [](void *fd) -> void * {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    while (g_hits < 3) usleep(1000);
    EXPECT_EQ(1, write(*static_cast<int *>(fd), "x", 1));
    return nullptr;
  }, &p.fd[1]);
  char c = 0;
  EXPECT_EQ(1, read(p.fd[0], &c, 1));
  EXPECT_EQ('x', c);
  EXPECT_GE(g_hits, 3);
  pthread_join(writer, nullptr);
}

TEST(Restarted, PollNeverRestarts) {
  Pipe p;
  pollfd in = {p.fd[0], POLLIN, 0};
  Alarms alarms(SA_RESTART);
  EXPECT_EQ(-1, poll(&in, 1, 10000));
  EXPECT_EQ(EINTR, errno);
}

TEST(Locks, AHandlerRunsWhileAMutexIsAwaited) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&m);
  g_hits = 0;
  struct sigaction a = {}, old;
  a.sa_handler = hit;
  sigaction(SIGUSR1, &a, &old);
  pthread_t t;
  pthread_create(&t, nullptr, [](void *m) -> void * {
    int e = pthread_mutex_lock(static_cast<pthread_mutex_t *>(m));
    pthread_mutex_unlock(static_cast<pthread_mutex_t *>(m));
    return reinterpret_cast<void *>(static_cast<long>(e));
  }, &m);
  usleep(30000);
  pthread_kill(t, SIGUSR1);
  for (int i = 0; i < 200 && !g_hits; ++i) usleep(5000);
  EXPECT_EQ(1, g_hits);
  pthread_mutex_unlock(&m);
  void *e;
  pthread_join(t, &e);
  EXPECT_EQ(nullptr, e);
  sigaction(SIGUSR1, &old, nullptr);
}

} // namespace
