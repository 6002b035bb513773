// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fault injection: an address that the child needs is taken, once (a retry succeeds) or always (EAGAIN, bounded, no zombie).
#include <windows.h>
#include <psapi.h>
#include <tlhelp32.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

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

INSTANTIATE_TEST_SUITE_P(Places, ForkFault, testing::Values("image", "start", "runtime", "heap", "stack", "mapping"));

// ---- a child or parent that is killed on the way

static unsigned own_handles() {
  DWORD n = 0;
  GetProcessHandleCount(GetCurrentProcess(), &n);
  return n;
}

static size_t own_memory() {
  PROCESS_MEMORY_COUNTERS_EX m{};
  K32GetProcessMemoryInfo(GetCurrentProcess(), reinterpret_cast<PROCESS_MEMORY_COUNTERS *>(&m), sizeof m);
  return m.PrivateUsage;
}

// Windows processes that run this program.
static int processes_of_ours() {
  HANDLE list = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  PROCESSENTRY32 e{};
  e.dwSize = sizeof e;
  int n = 0;
  for (BOOL more = Process32First(list, &e); more; more = Process32Next(list, &e)) n += strstr(e.szExeFile, "tests_dlfcn") != nullptr;
  CloseHandle(list);
  return n;
}

class ForkKilled : public testing::TestWithParam<const char *> {};
class ForkKiller : public ForkKilled {};

TEST_P(ForkKilled, ChildGivesEagainAndLeavesNothing) {
  setenv("TERN_FORK_FAULT", (std::string("kill-child:") + GetParam()).c_str(), 1);
  EXPECT_EQ(fork(), -1);
  EXPECT_EQ(errno, EAGAIN);
  unsigned handles = own_handles();
  size_t memory = own_memory();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(fork(), -1);
  unsetenv("TERN_FORK_FAULT");
  EXPECT_EQ(own_handles(), handles);
  EXPECT_LT(own_memory(), memory + (1 << 20));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST_P(ForkKiller, ParentLeavesNoHalfMadeChild) {
  int before = processes_of_ours();
  pid_t pid = fork();
  if (pid == 0) {
    setenv("TERN_FORK_FAULT", (std::string("kill-parent:") + GetParam()).c_str(), 1);
    if (!strcmp(GetParam(), "spawned")) {
      char name[] = "tests_dlfcn", option[] = "--gtest_list_tests", *argv[] = {name, option, nullptr};
      pid_t spawned;
      _exit(posix_spawn(&spawned, "./tests_dlfcn.exe", nullptr, nullptr, argv, environ));
    }
    fork();
    _exit(0); // the child of one that was killed after it had let it run
  }
  int status = 0;
  ASSERT_EQ(waitpid(pid, &status, 0), pid);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
  for (int i = 0; i < 300 && processes_of_ours() > before; ++i) usleep(10000);
  EXPECT_EQ(processes_of_ours(), before);
}

INSTANTIATE_TEST_SUITE_P(Phases, ForkKiller, testing::Values("launched", "handed", "running", "spawned"));
INSTANTIATE_TEST_SUITE_P(Phases, ForkKilled, testing::Values("launched", "handed", "running", "images", "copied", "rebuilt"));

TEST(ForkLoop, HandlesAndMemoryComeBack) {
  auto once = [] {
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    waitpid(pid, nullptr, 0);
  };
  once();
  unsigned handles = own_handles();
  size_t memory = own_memory();
  for (int i = 0; i < 20; ++i) once();
  EXPECT_EQ(own_handles(), handles);
  EXPECT_LT(own_memory(), memory + (1 << 20));
}

// ---- native DLLs

TEST(ForkNative, LibrariesLoadedAtRunTimeAreLoadedAgain) {
  HMODULE loaded = LoadLibraryA("version.dll");
  void *opened = dlopen("cabinet.dll", RTLD_NOW);
  ASSERT_TRUE(loaded);
  ASSERT_TRUE(opened);
  auto size = reinterpret_cast<DWORD (*)(const char *, DWORD *)>(reinterpret_cast<void *>(GetProcAddress(loaded, "GetFileVersionInfoSizeA")));
  pid_t pid = fork();
  if (pid == 0) {
    DWORD ignored;
    bool same = GetModuleHandleA("version.dll") == loaded && GetModuleHandleA("cabinet.dll") == opened;
    _exit(same && (size("kernel32.dll", &ignored), dlsym(opened, "FDICreate")) && dlclose(opened) == 0 ? 0 : 1);
  }
  int status = -1;
  EXPECT_EQ(waitpid(pid, &status, 0), pid);
  EXPECT_EQ(status, 0);
  dlclose(opened);
  FreeLibrary(loaded);
}

// ---- SIGCHLD for children that cannot send it

static volatile sig_atomic_t g_children_told;

class ChildSignal : public testing::Test {
protected:
  struct sigaction old_ {};
  void SetUp() override {
    struct sigaction a {};
    a.sa_handler = [](int) { g_children_told = g_children_told + 1; };
    g_children_told = 0;
    sigaction(SIGCHLD, &a, &old_);
  }
  void TearDown() override { sigaction(SIGCHLD, &old_, nullptr); }
  static void expect_told() {
    for (int i = 0; i < 300 && !g_children_told; ++i) usleep(10000);
    EXPECT_EQ(g_children_told, 1);
  }
  static void make_child_killed_by_windows(pid_t &pid) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
      DWORD self = GetCurrentProcessId();
      (void)!write(ends[1], &self, sizeof self);
      for (;;) pause();
    }
    DWORD id = 0;
    ASSERT_EQ(read(ends[0], &id, sizeof id), static_cast<ssize_t>(sizeof id));
    HANDLE h = OpenProcess(PROCESS_TERMINATE, FALSE, id);
    EXPECT_TRUE(TerminateProcess(h, 1));
    CloseHandle(h);
    close(ends[0]), close(ends[1]);
  }
};

TEST_F(ChildSignal, OfAChildKilledByWindows) {
  pid_t pid = 0;
  ASSERT_NO_FATAL_FAILURE(make_child_killed_by_windows(pid));
  expect_told();
  int status = 0;
  EXPECT_EQ(waitpid(pid, &status, 0), pid);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  EXPECT_EQ(g_children_told, 1);
}

TEST_F(ChildSignal, IsWaitedForBySigtimedwait) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, &old);
  signal(SIGCHLD, SIG_DFL);
  pid_t pid = 0;
  ASSERT_NO_FATAL_FAILURE(make_child_killed_by_windows(pid));
  timespec limit = {5, 0};
  siginfo_t info{};
  EXPECT_EQ(sigtimedwait(&set, &info, &limit), SIGCHLD);
  EXPECT_EQ(info.si_pid, pid);
  EXPECT_EQ(info.si_code, CLD_KILLED);
  EXPECT_EQ(waitpid(pid, nullptr, 0), pid);
  sigprocmask(SIG_SETMASK, &old, nullptr);
}

TEST_F(ChildSignal, OfANativeChild) {
  char name[] = "hostname", *argv[] = {name, nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  pid_t pid;
  ASSERT_EQ(posix_spawn(&pid, "/cygdrive/c/windows/system32/hostname.exe", &actions, nullptr, argv, environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  expect_told();
  int status = -1;
  EXPECT_EQ(waitpid(pid, &status, 0), pid);
  EXPECT_TRUE(WIFEXITED(status));
}
