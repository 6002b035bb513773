// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fault injection: an address that the child needs is taken, once (a retry succeeds) or always (EAGAIN, bounded, no zombie).
#include <dlfcn.h>
#include <errno.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

class ForkFault : public testing::TestWithParam<const char *> {
protected:
  void *library_ = dlopen("./libplugin.so", RTLD_NOW);
  void *mapping_ = mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ~ForkFault() override {
    unsetenv("TERN_FORK_FAULT");
    munmap(mapping_, 65536);
    if (library_) dlclose(library_);
  }
  void fault(const char *when) { setenv("TERN_FORK_FAULT", (std::string(GetParam()) + when).c_str(), 1); }
};

TEST_P(ForkFault, OnceIsRetried) {
  fault(":once");
  pid_t pid = fork();
  if (pid == 0) _exit(5);
  ASSERT_GT(pid, 0);
  int status;
  ASSERT_EQ(waitpid(pid, &status, 0), pid);
  EXPECT_EQ(WEXITSTATUS(status), 5);
}

TEST_P(ForkFault, AlwaysEndsInEagainAndLeavesNothing) {
  fault(":always");
  EXPECT_EQ(fork(), -1);
  EXPECT_EQ(errno, EAGAIN);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
  unsetenv("TERN_FORK_FAULT");
  pid_t pid = fork(); // and the next one works
  if (pid == 0) _exit(0);
  int status;
  EXPECT_EQ(waitpid(pid, &status, 0), pid);
}

INSTANTIATE_TEST_SUITE_P(Places, ForkFault, testing::Values("image", "heap", "stack", "mapping"));
