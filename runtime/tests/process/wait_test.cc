// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 wait, waitpid, waitid and their relatives; zombies, groups, SIGCHLD.
#include "tests/process/child.h"
#include <signal.h>
#include <sys/resource.h>
#include <sys/times.h>

static pid_t child_that_exits(int code) {
  pid_t pid = fork();
  if (pid == 0) _exit(code);
  return pid;
}

TEST(Wait, NoChildren) {
  EXPECT_EQ(wait(nullptr), -1);
  EXPECT_EQ(errno, ECHILD);
  EXPECT_EQ(waitpid(getpid(), nullptr, 0), -1);
  EXPECT_EQ(errno, ECHILD);
  EXPECT_EQ(waitpid(-1, nullptr, 0x4000), -1);
  EXPECT_EQ(errno, EINVAL);
}

TEST(Wait, AnyOfSeveral) {
  pid_t a = child_that_exits(1), b = child_that_exits(2);
  int seen = 0;
  for (int i = 0; i < 2; i++) {
    int status;
    pid_t p = wait(&status);
    EXPECT_TRUE(p == a || p == b);
    EXPECT_EQ(WEXITSTATUS(status), p == a ? 1 : 2);
    seen |= p == a ? 1 : 2;
  }
  EXPECT_EQ(seen, 3);
}

TEST(Wait, NoHang) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pid_t pid = fork();
  if (pid == 0) {
    char c;
    close(ends[1]);
    _exit(read(ends[0], &c, 1) == 0 ? 5 : 1);
  }
  close(ends[0]);
  int status = 77;
  EXPECT_EQ(waitpid(pid, &status, WNOHANG), 0);
  close(ends[1]);
  EXPECT_EQ(WEXITSTATUS(wait_status(pid)), 5);
  EXPECT_EQ(waitpid(pid, &status, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(Wait, KilledBySignal) {
  pid_t pid = fork();
  if (pid == 0) {
    raise(SIGTERM);
    _exit(0);
  }
  int status = wait_status(pid);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGTERM);
  pid = fork();
  if (pid == 0)
    for (;;) pause();
  kill(pid, SIGKILL);
  status = wait_status(pid);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

TEST(Wait, StoppedAndContinued) {
  pid_t pid = fork();
  if (pid == 0)
    for (;;) pause();
  int status;
  kill(pid, SIGSTOP);
  ASSERT_EQ(waitpid(pid, &status, WUNTRACED), pid);
  EXPECT_TRUE(WIFSTOPPED(status));
  EXPECT_EQ(WSTOPSIG(status), SIGSTOP);
  kill(pid, SIGCONT);
  ASSERT_EQ(waitpid(pid, &status, WCONTINUED), pid);
  EXPECT_TRUE(WIFCONTINUED(status));
  kill(pid, SIGKILL);
  status = wait_status(pid);
  EXPECT_TRUE(WIFSIGNALED(status));
}

TEST(Waitid, KeepsTheZombieWithNowait) {
  pid_t pid = child_that_exits(8);
  siginfo_t info{};
  ASSERT_EQ(waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT), 0);
  EXPECT_EQ(info.si_pid, pid);
  EXPECT_EQ(info.si_code, CLD_EXITED);
  EXPECT_EQ(info.si_status, 8);
  EXPECT_EQ(info.si_signo, SIGCHLD);
  EXPECT_EQ(WEXITSTATUS(wait_status(pid)), 8);
  EXPECT_EQ(waitid(P_ALL, 0, &info, 0), -1);
  EXPECT_EQ(errno, EINVAL);
}

TEST(Waitpid, ByGroup) {
  pid_t pid = fork();
  if (pid == 0) {
    setpgid(0, 0);
    _exit(4);
  }
  setpgid(pid, pid);
  int status;
  EXPECT_EQ(waitpid(-pid, &status, 0), pid);
  EXPECT_EQ(WEXITSTATUS(status), 4);
}

static volatile sig_atomic_t g_children;
static void on_child(int) { g_children = g_children + 1; }

TEST(Sigchld, HandlerRunsAndCanReap) {
  struct sigaction a{}, old;
  a.sa_handler = on_child;
  sigaction(SIGCHLD, &a, &old);
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGCHLD);
  sigprocmask(SIG_BLOCK, &block, &before);
  g_children = 0;
  pid_t pid = child_that_exits(6);
  while (!g_children) sigsuspend(&before);
  int status;
  EXPECT_EQ(waitpid(pid, &status, WNOHANG), pid); // it is a zombie when the signal comes
  EXPECT_EQ(WEXITSTATUS(status), 6);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  sigaction(SIGCHLD, &old, nullptr);
}

TEST(Sigchld, IgnoredLeavesNoZombies) {
  signal(SIGCHLD, SIG_IGN);
  child_that_exits(1);
  EXPECT_EQ(wait(nullptr), -1);
  EXPECT_EQ(errno, ECHILD);
  signal(SIGCHLD, SIG_DFL);
}

TEST(Usage, TimesAndRusage) {
  struct rusage r;
  ASSERT_EQ(getrusage(RUSAGE_SELF, &r), 0);
  EXPECT_GE(r.ru_utime.tv_sec, 0);
  EXPECT_EQ(getrusage(77, &r), -1);
  EXPECT_EQ(errno, EINVAL);
  pid_t pid = child_that_exits(0);
  int status;
  EXPECT_EQ(wait4(pid, &status, 0, &r), pid);
  struct tms t;
  EXPECT_NE(times(&t), static_cast<clock_t>(-1));
}

TEST(Groups, Errors) {
  EXPECT_EQ(setpgid(0, -1), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(getpgid(0x3fffff), -1);
  EXPECT_EQ(errno, ESRCH);
  EXPECT_EQ(getsid(0x3fffff), -1);
  EXPECT_EQ(errno, ESRCH);
  pid_t pid = fork();
  if (pid == 0) {
    if (setsid() != getpid()) _exit(1);
    if (getpgrp() != getpid() || getsid(0) != getpid()) _exit(2);
    _exit(setsid() == -1 && errno == EPERM ? 0 : 3); // a leader already
  }
  EXPECT_EQ(wait_status(pid), 0);
}

TEST(Groups, ParentOfAnOrphanIsNotTheDeadOne) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pid_t pid = fork();
  if (pid == 0) {
    pid_t parent = getpid();
    if (fork() == 0) {
      for (int i = 0; i < 500 && getppid() == parent; i++) usleep(10000);
      char changed = getppid() != parent;
      _exit(write(ends[1], &changed, 1) != 1);
    }
    _exit(0);
  }
  EXPECT_EQ(wait_status(pid), 0);
  char changed = 0;
  EXPECT_EQ(read(ends[0], &changed, 1), 1);
  EXPECT_EQ(changed, 1);
  close(ends[0]), close(ends[1]);
}

TEST(Limits, NumberOfFiles) {
  struct rlimit l;
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &l), 0);
  EXPECT_LE(l.rlim_cur, l.rlim_max);
  EXPECT_EQ(getrlimit(99, &l), -1);
  EXPECT_EQ(errno, EINVAL);
  pid_t pid = fork();
  if (pid == 0) {
    struct rlimit few = {10, l.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &few)) _exit(1);
    for (int i = 0; i < 20; i++)
      if (dup(0) < 0) _exit(errno == EMFILE ? 0 : 2);
    _exit(3);
  }
  EXPECT_EQ(wait_status(pid), 0);
}
