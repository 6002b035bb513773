// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hardware faults as signals: code, address, and going on after them.
#include <gtest/gtest.h>
#include <fenv.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

namespace {

sigjmp_buf g_jump;
siginfo_t g_info;
void catch_fault(int, siginfo_t *info, void *) {
  g_info = *info;
  siglongjmp(g_jump, 1);
}

class Fault : public testing::Test {
protected:
  struct sigaction old[4];
  static constexpr int kSignals[4] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
  void *stack = malloc(1 << 17);
  void SetUp() override {
    stack_t s = {};
    s.ss_sp = stack;
    s.ss_size = 1 << 17;
    sigaltstack(&s, nullptr);
    struct sigaction a = {};
    a.sa_sigaction = catch_fault;
    a.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (int i = 0; i < 4; ++i) sigaction(kSignals[i], &a, &old[i]);
    memset(&g_info, 0, sizeof g_info);
  }
  void TearDown() override {
    for (int i = 0; i < 4; ++i) sigaction(kSignals[i], &old[i], nullptr);
    stack_t s = {};
    s.ss_flags = SS_DISABLE;
    sigaltstack(&s, nullptr);
    free(stack);
  }
};

#define FAULTS(statement)                                                                                                \
  if (sigsetjmp(g_jump, 1) == 0) {                                                                                       \
    statement;                                                                                                           \
    FAIL() << "no fault";                                                                                                \
  }

TEST_F(Fault, UnmappedAddress) {
  for (int i = 0; i < 3; ++i) {
    FAULTS(*reinterpret_cast<volatile int *>(0x10) = 1);
    EXPECT_EQ(SIGSEGV, g_info.si_signo);
    EXPECT_EQ(SEGV_MAPERR, g_info.si_code);
    EXPECT_EQ(reinterpret_cast<void *>(0x10), g_info.si_addr);
  }
}

TEST_F(Fault, ProtectedPage) {
  auto *p = static_cast<char *>(mmap(nullptr, 65536, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(MAP_FAILED, static_cast<void *>(p));
  FAULTS(*const_cast<volatile char *>(p + 100) = 1);
  EXPECT_EQ(SIGSEGV, g_info.si_signo);
  EXPECT_EQ(SEGV_ACCERR, g_info.si_code);
  EXPECT_EQ(p + 100, g_info.si_addr);
  munmap(p, 65536);
}

TEST_F(Fault, CallOfNull) {
  void (*volatile f)() = nullptr;
  FAULTS(f());
  EXPECT_EQ(SIGSEGV, g_info.si_signo);
}

TEST_F(Fault, DivisionByZero) {
  volatile int zero = 0, one = 1;
  FAULTS(one = one / zero);
  EXPECT_EQ(SIGFPE, g_info.si_signo);
  EXPECT_EQ(FPE_INTDIV, g_info.si_code);
}

TEST_F(Fault, QuotientTooLarge) {
  volatile int minus = -1, least = INT_MIN;
  FAULTS(least = least / minus);
  EXPECT_EQ(SIGFPE, g_info.si_signo);
}

TEST_F(Fault, IllegalInstruction) {
  FAULTS(__asm__ volatile("ud2"));
  EXPECT_EQ(SIGILL, g_info.si_signo);
}

[[gnu::noinline]] int overflow(volatile char *above, int depth) {
  volatile char here[4096];
  here[0] = above ? above[0] : 0;
  return depth < 0 ? here[0] : overflow(here, depth + 1) + here[0];
}
TEST_F(Fault, StackOverflowOnTheAlternateStackAgainAndAgain) {
  for (int i = 0; i < 3; ++i) {
    if (sigsetjmp(g_jump, 1) == 0) {
      overflow(nullptr, 0);
      FAIL();
    }
    EXPECT_EQ(SIGSEGV, g_info.si_signo);
  }
}

// The handler mends what was wrong, and the instruction is run again.
char *g_page;
TEST_F(Fault, HandlerMayRepair) {
  g_page = static_cast<char *>(mmap(nullptr, 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  struct sigaction a = {};
  a.sa_sigaction = [](int, siginfo_t *, void *) { mprotect(g_page, 65536, PROT_READ | PROT_WRITE); };
  a.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &a, nullptr);
  *const_cast<volatile char *>(g_page + 5) = 42;
  EXPECT_EQ(42, g_page[5]);
  munmap(g_page, 65536);
}

TEST(FatalFault, EndsWithItsSignal) {
  pid_t child = fork();
  if (child == 0) {
    close(2);
    *reinterpret_cast<volatile int *>(0x20) = 1;
    _exit(0);
  }
  int status;
  ASSERT_EQ(child, waitpid(child, &status, 0));
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(SIGSEGV, WTERMSIG(status));
}

TEST(FatalFault, BlockedFaultEndsTheProcess) {
  pid_t child = fork();
  if (child == 0) {
    close(2);
    sigset_t set;
    sigfillset(&set);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    *reinterpret_cast<volatile int *>(0x20) = 1;
    _exit(0);
  }
  int status;
  ASSERT_EQ(child, waitpid(child, &status, 0));
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}

} // namespace
