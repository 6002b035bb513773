// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <process.h>, which only this system and Cygwin have.
#include <errno.h>
#include <gtest/gtest.h>
#include <process.h>
#include <sys/wait.h>
#include <unistd.h>

TEST(Spawnve, WaitGivesTheStatus) {
  const char *argv[] = {"exit_with", "7", nullptr};
  int status = spawnv(_P_WAIT, "./exit_with", argv);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_EQ(WEXITSTATUS(spawnl(_P_WAIT, "./exit_with", "exit_with", "3", static_cast<char *>(nullptr))), 3);
}

TEST(Spawnve, NowaitGivesThePid) {
  const char *argv[] = {"exit_with", "9", nullptr};
  const char *envp[] = {nullptr};
  pid_t pid = spawnve(_P_NOWAIT, "./exit_with", argv, envp);
  ASSERT_GT(pid, 0);
  int status;
  EXPECT_EQ(cwait(&status, pid, WAIT_CHILD), pid);
  EXPECT_EQ(WEXITSTATUS(status), 9);
}

TEST(Spawnve, FailuresComeBackFromTheCall) {
  const char *argv[] = {"x", nullptr};
  errno = 0;
  EXPECT_EQ(spawnv(_P_NOWAIT, "./no-such-program", argv), -1);
  EXPECT_EQ(errno, ENOENT);
  EXPECT_EQ(spawnv(99, "./exit_with", argv), -1);
  EXPECT_EQ(errno, EINVAL);
}
