// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// sigaction, masks and what a handler sees (XSH 2.4, sigaction).
#include <gtest/gtest.h>
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <unistd.h>

namespace {

volatile sig_atomic_t g_count, g_depth, g_deepest;
siginfo_t g_info;
sigset_t g_mask_inside;
sigjmp_buf g_jump;

void count(int) { g_count = g_count + 1; }
void record(int, siginfo_t *info, void *context) {
  g_info = *info;
  g_count = g_count + (context != nullptr);
  sigprocmask(SIG_BLOCK, nullptr, &g_mask_inside);
}
void nest(int signo) {
  g_depth = g_depth + 1;
  if (g_depth > g_deepest) g_deepest = g_depth;
  if (g_count++ < 2) raise(signo);
  g_depth = g_depth - 1;
}

struct Handler {
  int signo;
  struct sigaction old;
  Handler(int s, void (*f)(int), int flags = 0, int masked = 0) : signo(s) {
    struct sigaction a = {};
    a.sa_handler = f;
    a.sa_flags = flags;
    if (masked) sigaddset(&a.sa_mask, masked);
    sigaction(s, &a, &old);
    g_count = g_depth = g_deepest = 0;
  }
  Handler(int s, void (*f)(int, siginfo_t *, void *), int masked = 0) : signo(s) {
    struct sigaction a = {};
    a.sa_sigaction = f;
    a.sa_flags = SA_SIGINFO;
    if (masked) sigaddset(&a.sa_mask, masked);
    sigaction(s, &a, &old);
    g_count = 0;
  }
  ~Handler() { sigaction(signo, &old, nullptr); }
};

TEST(Sigaction, RejectsWhatCannotBeCaught) {
  struct sigaction a = {};
  a.sa_handler = count;
  for (int s : {0, -1, SIGKILL, SIGSTOP, 4000}) {
    errno = 0;
    EXPECT_EQ(-1, sigaction(s, &a, nullptr)) << s;
    EXPECT_EQ(EINVAL, errno);
  }
  EXPECT_EQ(0, sigaction(SIGKILL, nullptr, &a));
}

TEST(Sigaction, ReturnsWhatWasSet) {
  Handler h(SIGUSR1, count, SA_RESTART, SIGUSR2);
  struct sigaction a;
  ASSERT_EQ(0, sigaction(SIGUSR1, nullptr, &a));
  EXPECT_EQ(count, a.sa_handler);
  EXPECT_TRUE(a.sa_flags & SA_RESTART);
  EXPECT_EQ(1, sigismember(&a.sa_mask, SIGUSR2));
}

TEST(Raise, HandlerHasRunBeforeItReturns) {
  Handler h(SIGUSR1, count);
  EXPECT_EQ(0, raise(SIGUSR1));
  EXPECT_EQ(1, g_count);
  EXPECT_EQ(0, kill(getpid(), SIGUSR1));
  EXPECT_EQ(2, g_count);
  sigval v = {};
  EXPECT_EQ(0, sigqueue(getpid(), SIGUSR1, v));
  EXPECT_EQ(3, g_count);
}

TEST(Raise, BlockedSignalWaitsForUnblock) {
  Handler h(SIGUSR1, count);
  sigset_t set, old, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, &old);
  raise(SIGUSR1);
  raise(SIGUSR1);
  EXPECT_EQ(0, g_count);
  sigpending(&pending);
  EXPECT_EQ(1, sigismember(&pending, SIGUSR1));
  sigprocmask(SIG_SETMASK, &old, nullptr);
  EXPECT_EQ(1, g_count); // standard signals do not queue
}

TEST(Handler, SeesTheSendersDataAndMask) {
  Handler h(SIGUSR1, record, SIGUSR2);
  sigval v;
  v.sival_int = 4711;
  sigqueue(getpid(), SIGUSR1, v);
  ASSERT_EQ(1, g_count);
  EXPECT_EQ(SIGUSR1, g_info.si_signo);
  EXPECT_EQ(SI_QUEUE, g_info.si_code);
  EXPECT_EQ(4711, g_info.si_value.sival_int);
  EXPECT_EQ(getpid(), g_info.si_pid);
  EXPECT_EQ(getuid(), g_info.si_uid);
  EXPECT_EQ(1, sigismember(&g_mask_inside, SIGUSR1));
  EXPECT_EQ(1, sigismember(&g_mask_inside, SIGUSR2));
  sigset_t after;
  sigprocmask(SIG_BLOCK, nullptr, &after);
  EXPECT_EQ(0, sigismember(&after, SIGUSR1));
  kill(getpid(), SIGUSR1);
  EXPECT_EQ(SI_USER, g_info.si_code);
}

TEST(Handler, DefersItsOwnSignalUnlessNodefer) {
  {
    Handler h(SIGUSR1, nest);
    raise(SIGUSR1);
    EXPECT_EQ(1, g_deepest);
    EXPECT_EQ(3, g_count);
  }
  Handler h(SIGUSR1, nest, SA_NODEFER);
  raise(SIGUSR1);
  EXPECT_EQ(3, g_deepest);
}

TEST(Handler, ResethandRunsOnce) {
  Handler h(SIGUSR1, count, static_cast<int>(SA_RESETHAND));
  raise(SIGUSR1);
  struct sigaction a;
  sigaction(SIGUSR1, nullptr, &a);
  EXPECT_EQ(1, g_count);
  EXPECT_EQ(SIG_DFL, a.sa_handler);
}

TEST(Handler, MayLeaveBySiglongjmp) {
  for (int i = 0; i < 3; ++i) {
    if (sigsetjmp(g_jump, 1) == 0) {
      Handler *h = new Handler(SIGUSR1, +[](int) { siglongjmp(g_jump, 7); });
      (void)h;
      raise(SIGUSR1);
      FAIL() << "the handler returned";
    }
    sigset_t mask;
    sigprocmask(SIG_BLOCK, nullptr, &mask);
    EXPECT_EQ(0, sigismember(&mask, SIGUSR1));
  }
  signal(SIGUSR1, SIG_DFL);
}

TEST(Ignore, DropsWhatIsPending) {
  Handler h(SIGUSR1, count);
  sigset_t set, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  raise(SIGUSR1);
  signal(SIGUSR1, SIG_IGN);
  sigpending(&pending);
  EXPECT_EQ(0, sigismember(&pending, SIGUSR1));
  signal(SIGUSR1, count);
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
  EXPECT_EQ(0, g_count);
}

TEST(Sigsuspend, SwapsTheMaskAtomically) {
  Handler h(SIGUSR1, record);
  sigset_t set, empty, after;
  sigemptyset(&set);
  sigemptyset(&empty);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  raise(SIGUSR1);
  EXPECT_EQ(-1, sigsuspend(&empty));
  EXPECT_EQ(EINTR, errno);
  EXPECT_EQ(1, g_count);
  sigprocmask(SIG_BLOCK, nullptr, &after);
  EXPECT_EQ(1, sigismember(&after, SIGUSR1));
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

TEST(AltStack, HandlerRunsThere) {
  static char *low, *high;
  static volatile bool inside;
  stack_t s = {}, old;
  s.ss_size = 1 << 17;
  s.ss_sp = low = static_cast<char *>(malloc(s.ss_size));
  high = low + s.ss_size;
  ASSERT_EQ(0, sigaltstack(&s, &old));
  Handler h(SIGUSR1, +[](int) {
    char here;
    stack_t now;
    sigaltstack(nullptr, &now);
    inside = &here >= low && &here < high && now.ss_flags & SS_ONSTACK;
  }, SA_ONSTACK);
  raise(SIGUSR1);
  EXPECT_TRUE(inside);
  stack_t now;
  sigaltstack(nullptr, &now);
  EXPECT_FALSE(now.ss_flags & SS_ONSTACK);
  s.ss_flags = SS_DISABLE;
  EXPECT_EQ(0, sigaltstack(&s, nullptr));
  s.ss_flags = 0;
  s.ss_size = 100;
  EXPECT_EQ(-1, sigaltstack(&s, nullptr));
  EXPECT_EQ(ENOMEM, errno);
  free(low);
}

TEST(Sets, RejectBadNumbers) {
  sigset_t s;
  sigemptyset(&s);
  EXPECT_EQ(-1, sigaddset(&s, 0));
  EXPECT_EQ(EINVAL, errno);
  EXPECT_EQ(-1, sigdelset(&s, 1000));
  EXPECT_EQ(-1, sigismember(&s, -3));
  EXPECT_EQ(EINVAL, pthread_sigmask(99, &s, nullptr));
}

} // namespace
