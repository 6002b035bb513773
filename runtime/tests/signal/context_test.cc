// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// getcontext, makecontext, swapcontext (XSH Issue 6), setjmp, signalfd.
#include <gtest/gtest.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <ucontext.h>
#include <unistd.h>

namespace {

ucontext_t g_main, g_coroutine;
int g_sum, g_steps;
void coroutine(int a, int b, int c, int d, int e, int f) {
  g_sum = a + b * 10 + c * 100 + d * 1000 + e * 10000 + f * 100000;
  for (int i = 0; i < 3; ++i) {
    ++g_steps;
    swapcontext(&g_coroutine, &g_main);
  }
}

TEST(Context, CoroutineRunsInSteps) {
  constexpr size_t kSize = 1 << 16;
  char *stack = static_cast<char *>(malloc(kSize));
  ASSERT_EQ(0, getcontext(&g_coroutine));
  g_coroutine.uc_stack.ss_sp = stack;
  g_coroutine.uc_stack.ss_size = kSize;
  g_coroutine.uc_link = &g_main;
  makecontext(&g_coroutine, reinterpret_cast<void (*)()>(coroutine), 6, 1, 2, 3, 4, 5, 6);
  for (volatile int i = 0; i < 4; i = i + 1) EXPECT_EQ(0, swapcontext(&g_main, &g_coroutine));
  EXPECT_EQ(3, g_steps);
  EXPECT_EQ(654321, g_sum);
  free(stack);
}

TEST(Setjmp, RestoresCalleeSavedValuesAndMask) {
  sigjmp_buf with, without;
  sigset_t usr1, mask;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  volatile double kept = 2.5;
  if (sigsetjmp(with, 1) == 0) {
    sigprocmask(SIG_BLOCK, &usr1, nullptr);
    siglongjmp(with, 3);
  }
  sigprocmask(SIG_BLOCK, nullptr, &mask);
  EXPECT_EQ(0, sigismember(&mask, SIGUSR1));
  volatile int value = 0;
  int r = sigsetjmp(without, 0);
  if (r == 0) {
    sigprocmask(SIG_BLOCK, &usr1, nullptr);
    siglongjmp(without, 0);
  }
  value = r;
  EXPECT_EQ(1, value); // 0 becomes 1
  sigprocmask(SIG_BLOCK, nullptr, &mask);
  EXPECT_EQ(1, sigismember(&mask, SIGUSR1));
  sigprocmask(SIG_UNBLOCK, &usr1, nullptr);
  EXPECT_EQ(2.5, kept);
}

TEST(SignalFd, ReadsBlockedSignals) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  int fd = signalfd(-1, &set, SFD_NONBLOCK);
  ASSERT_GE(fd, 0);
  signalfd_siginfo info;
  EXPECT_EQ(-1, read(fd, &info, sizeof info));
  EXPECT_EQ(EAGAIN, errno);
  pollfd p = {fd, POLLIN, 0};
  EXPECT_EQ(0, poll(&p, 1, 0));
  kill(getpid(), SIGUSR2);
  EXPECT_EQ(1, poll(&p, 1, 1000));
  EXPECT_EQ(static_cast<ssize_t>(sizeof info), read(fd, &info, sizeof info));
  EXPECT_EQ(static_cast<uint32_t>(SIGUSR2), info.ssi_signo);
  EXPECT_EQ(static_cast<uint32_t>(getpid()), info.ssi_pid);
  EXPECT_EQ(0, poll(&p, 1, 0));
  close(fd);
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

} // namespace
