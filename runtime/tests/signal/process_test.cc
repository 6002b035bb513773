// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signals between processes, default actions, job control.
#include <gtest/gtest.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

volatile sig_atomic_t g_hits;
siginfo_t g_info;
void hit(int) { g_hits = g_hits + 1; }

// A child that says when it is ready, then runs `f`.
template <class F> pid_t child(F f) {
  int ready[2];
  EXPECT_EQ(0, pipe(ready));
  pid_t pid = fork();
  if (pid == 0) {
    close(ready[0]);
    f([&] {
      if (write(ready[1], "r", 1) != 1) _exit(99);
      close(ready[1]);
    });
    _exit(0);
  }
  close(ready[1]);
  char c;
  EXPECT_EQ(1, read(ready[0], &c, 1));
  close(ready[0]);
  return pid;
}
int status_of(pid_t pid, int options = 0) {
  int status = -1;
  EXPECT_EQ(pid, waitpid(pid, &status, options));
  return status;
}

TEST(Kill, DefaultActionEndsAChildThatComputes) {
  for (int signo : {SIGTERM, SIGKILL, SIGINT, SIGUSR1, SIGALRM}) {
    pid_t c = child([](auto ready) {
      ready();
      for (volatile long n = 0;; n = n + 1) {}
    });
    EXPECT_EQ(0, kill(c, signo));
    int s = status_of(c);
    EXPECT_TRUE(WIFSIGNALED(s)) << signo;
    EXPECT_EQ(signo, WTERMSIG(s));
  }
}

TEST(Kill, CaughtInAChildThatComputesOrWaits) {
  for (bool computes : {true, false}) {
    pid_t c = child([&](auto ready) {
      struct sigaction a = {};
      a.sa_handler = hit;
      sigaction(SIGUSR1, &a, nullptr);
      sigset_t set, empty;
      sigemptyset(&set);
      sigemptyset(&empty);
      sigaddset(&set, SIGUSR1);
      if (!computes) sigprocmask(SIG_BLOCK, &set, nullptr);
      ready();
      if (computes)
        while (!g_hits) {}
      else
        sigsuspend(&empty);
      _exit(40 + g_hits);
    });
    EXPECT_EQ(0, kill(c, SIGUSR1));
    int s = status_of(c);
    EXPECT_TRUE(WIFEXITED(s));
    EXPECT_EQ(41, WEXITSTATUS(s));
  }
}

TEST(Kill, IgnoredSignalDoesNothing) {
  pid_t c = child([](auto ready) {
    signal(SIGTERM, SIG_IGN);
    ready();
    usleep(100000);
    _exit(5);
  });
  EXPECT_EQ(0, kill(c, SIGTERM));
  int s = status_of(c);
  EXPECT_TRUE(WIFEXITED(s) && WEXITSTATUS(s) == 5);
}

TEST(Kill, ZombieAndDeadPids) {
  pid_t c = fork();
  if (c == 0) _exit(0);
  siginfo_t info;
  ASSERT_EQ(0, waitid(P_PID, static_cast<id_t>(c), &info, WEXITED | WNOWAIT));
  EXPECT_EQ(0, kill(c, SIGTERM)); // a zombie still exists
  EXPECT_EQ(0, WEXITSTATUS(status_of(c)));
  EXPECT_EQ(-1, kill(c, SIGTERM));
  EXPECT_EQ(ESRCH, errno);
}

TEST(Queue, ValuesCrossProcesses) {
  pid_t parent = getpid();
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN + 3);
  sigprocmask(SIG_BLOCK, &set, &old);
  pid_t c = fork();
  if (c == 0) {
    for (int i = 0; i < 200; ++i) {
      sigval v;
      v.sival_int = i;
      while (sigqueue(parent, SIGRTMIN + 3, v)) {
        if (errno != EAGAIN) _exit(1);
        usleep(1000);
      }
    }
    _exit(0);
  }
  for (int i = 0; i < 200; ++i) {
    siginfo_t info;
    int n;
    while ((n = sigwaitinfo(&set, &info)) < 0 && errno == EINTR) {}
    ASSERT_EQ(SIGRTMIN + 3, n);
    ASSERT_EQ(i, info.si_value.sival_int);
    ASSERT_EQ(c, info.si_pid);
  }
  EXPECT_EQ(0, status_of(c));
  sigprocmask(SIG_SETMASK, &old, nullptr);
}

TEST(Chld, HandlerLearnsWhoAndHow) {
  struct sigaction a = {}, old;
  a.sa_sigaction = [](int, siginfo_t *info, void *) {
    g_info = *info;
    g_hits = g_hits + 1;
  };
  a.sa_flags = SA_SIGINFO;
  sigaction(SIGCHLD, &a, &old);
  g_hits = 0;
  pid_t c = fork();
  if (c == 0) _exit(33);
  for (int i = 0; i < 400 && !g_hits; ++i) usleep(5000);
  EXPECT_EQ(1, g_hits);
  EXPECT_EQ(c, g_info.si_pid);
  EXPECT_EQ(CLD_EXITED, g_info.si_code);
  EXPECT_EQ(33, g_info.si_status);
  EXPECT_EQ(33, WEXITSTATUS(status_of(c)));
  sigaction(SIGCHLD, &old, nullptr);
}

TEST(JobControl, StopAndContinueFromOutside) {
  pid_t c = child([](auto ready) {
    ready();
    for (volatile long n = 0;; n = n + 1) {}
  });
  EXPECT_EQ(0, kill(c, SIGSTOP));
  int s = status_of(c, WUNTRACED);
  EXPECT_TRUE(WIFSTOPPED(s));
  EXPECT_EQ(SIGSTOP, WSTOPSIG(s));
  EXPECT_EQ(0, kill(c, SIGCONT));
  s = status_of(c, WCONTINUED);
  EXPECT_TRUE(WIFCONTINUED(s));
  kill(c, SIGSTOP);
  status_of(c, WUNTRACED);
  EXPECT_EQ(0, kill(c, SIGKILL)); // ends a stopped one too
  EXPECT_EQ(SIGKILL, WTERMSIG(status_of(c)));
}

TEST(JobControl, AProcessStopsItself) {
  pid_t c = fork();
  if (c == 0) {
    raise(SIGSTOP);
    _exit(6);
  }
  EXPECT_TRUE(WIFSTOPPED(status_of(c, WUNTRACED)));
  kill(c, SIGCONT);
  EXPECT_EQ(6, WEXITSTATUS(status_of(c)));
}

// XSH exit: a group that is left orphaned with a stopped member gets SIGHUP and SIGCONT.
TEST(JobControl, AnOrphanedStoppedGroupIsHungUp) {
  int result[2];
  ASSERT_EQ(0, pipe(result));
  pid_t leader = child([&](auto ready) {
    setsid();
    pid_t member = child([&](auto inner) {
      setpgid(0, 0);
      static int out;
      out = result[1];
      signal(SIGHUP, +[](int) {
        if (write(out, "h", 1) == 1) _exit(0);
      });
      inner();
      for (;;) pause();
    });
    kill(member, SIGSTOP);
    int s;
    waitpid(member, &s, WUNTRACED);
    ready();
    _exit(0);
  });
  status_of(leader);
  close(result[1]);
  char c = 0;
  EXPECT_EQ(1, read(result[0], &c, 1));
  EXPECT_EQ('h', c);
  close(result[0]);
}

// A stopped child's SIGCHLD is not wanted with SA_NOCLDSTOP.
TEST(Chld, NocldstopSuppressesStops) {
  struct sigaction a = {}, old;
  a.sa_handler = hit;
  a.sa_flags = SA_NOCLDSTOP;
  sigaction(SIGCHLD, &a, &old);
  g_hits = 0;
  pid_t c = child([](auto ready) {
    ready();
    for (;;) pause();
  });
  kill(c, SIGSTOP);
  EXPECT_TRUE(WIFSTOPPED(status_of(c, WUNTRACED)));
  usleep(30000);
  EXPECT_EQ(0, g_hits);
  kill(c, SIGKILL);
  status_of(c);
  for (int i = 0; i < 400 && !g_hits; ++i) usleep(5000);
  EXPECT_EQ(1, g_hits);
  sigaction(SIGCHLD, &old, nullptr);
}

TEST(Abort, EndsEvenWhenBlockedOrCaught) {
  for (int way = 0; way < 3; ++way) {
    pid_t c = fork();
    if (c == 0) {
      sigset_t all;
      sigfillset(&all);
      if (way == 1) sigprocmask(SIG_BLOCK, &all, nullptr);
      if (way == 2) signal(SIGABRT, hit);
      abort();
    }
    int s = status_of(c);
    EXPECT_TRUE(WIFSIGNALED(s) && WTERMSIG(s) == SIGABRT) << way << ": status " << s;
  }
}

TEST(Fork, ChildHasNothingPendingAndTheSameMask) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  sigprocmask(SIG_BLOCK, &set, &old);
  raise(SIGUSR2);
  pid_t c = fork();
  if (c == 0) {
    sigset_t pending, mask;
    sigpending(&pending);
    sigprocmask(SIG_BLOCK, nullptr, &mask);
    _exit(sigismember(&pending, SIGUSR2) * 2 + sigismember(&mask, SIGUSR2));
  }
  EXPECT_EQ(1, WEXITSTATUS(status_of(c)));
  int signo;
  sigwait(&set, &signo);
  sigprocmask(SIG_SETMASK, &old, nullptr);
}

} // namespace
