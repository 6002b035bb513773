// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of signals (GNU), and psiginfo.
#include <gtest/gtest.h>
#include <signal.h>
#include <string.h>
#include <string>
#include <unistd.h>

TEST(SignalNames, Abbreviations) {
  EXPECT_STREQ(sigabbrev_np(SIGHUP), "HUP");
  EXPECT_STREQ(sigabbrev_np(SIGCHLD), "CHLD");
  EXPECT_STREQ(sigabbrev_np(SIGPOLL), "POLL");
  EXPECT_STREQ(sigabbrev_np(SIGUSR2), "USR2");
  EXPECT_EQ(sigabbrev_np(0), nullptr);
  EXPECT_EQ(sigabbrev_np(-1), nullptr);
  EXPECT_EQ(sigabbrev_np(NSIG + 1), nullptr);
}

TEST(SignalNames, Descriptions) {
  for (int sig : {SIGHUP, SIGINT, SIGKILL, SIGSEGV, SIGPIPE, SIGTERM, SIGCHLD, SIGUSR1}) EXPECT_NE(sigdescr_np(sig), nullptr) << sig;
  EXPECT_STREQ(sigdescr_np(SIGKILL), "Killed");
  EXPECT_STREQ(sigdescr_np(SIGPIPE), "Broken pipe");
}

TEST(SignalNames, PsiginfoWritesMessageAndDescription) {
  int ends[2], before = dup(2);
  ASSERT_EQ(pipe(ends), 0);
  dup2(ends[1], 2);
  siginfo_t info = {};
  info.si_signo = SIGTERM;
  info.si_code = SI_USER;
  psiginfo(&info, "why");
  dup2(before, 2);
  close(before);
  close(ends[1]);
  char text[200] = "";
  EXPECT_GT(read(ends[0], text, sizeof text - 1), 0);
  close(ends[0]);
  EXPECT_EQ(std::string(text).substr(0, 16), "why: Terminated ");
}
