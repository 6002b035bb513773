// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 fork, _Fork, vfork, pthread_atfork.
#include "tests/process/child.h"
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

static int g_data = 1, g_bss[5000];

TEST(Fork, MemoryIsCopied) {
  int local = 10;
  auto *heap = static_cast<char *>(malloc(300000));
  memset(heap, 'h', 300000);
  g_data = 2, g_bss[4999] = 3;
  pid_t pid = fork();
  ASSERT_GE(pid, 0);
  if (pid == 0) {
    bool same = local == 10 && g_data == 2 && g_bss[4999] == 3 && heap[299999] == 'h';
    local = g_data = 0, heap[0] = 'c';
    free(heap);
    void *more = malloc(1000000);
    _exit(same && more ? 0 : 1);
  }
  EXPECT_EQ(wait_status(pid), 0);
  EXPECT_EQ(local, 10);
  EXPECT_EQ(g_data, 2);
  EXPECT_EQ(heap[0], 'h');
  free(heap);
}

TEST(Fork, IdsOfTheChild) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pid_t parent = getpid(), pid = fork();
  if (pid == 0) {
    pid_t told[3] = {getpid(), getppid(), getpgrp()};
    _exit(write(ends[1], told, sizeof told) != sizeof told);
  }
  pid_t told[3] = {};
  ASSERT_EQ(read(ends[0], told, sizeof told), static_cast<ssize_t>(sizeof told));
  EXPECT_EQ(told[0], pid);
  EXPECT_EQ(told[1], parent);
  EXPECT_EQ(told[2], getpgrp());
  EXPECT_EQ(wait_status(pid), 0);
  close(ends[0]), close(ends[1]);
}

TEST(Fork, DescriptorsAreShared) {
  char name[] = "/tmp/tern-fork-XXXXXX";
  int fd = mkstemp(name);
  unlink(name);
  ASSERT_EQ(write(fd, "abc", 3), 3);
  pid_t pid = fork();
  if (pid == 0) _exit(write(fd, "def", 3) != 3);
  EXPECT_EQ(wait_status(pid), 0);
  EXPECT_EQ(lseek(fd, 0, SEEK_CUR), 6); // one offset for both
  close(fd);
}

TEST(Fork, MappingsPrivateAndShared) {
  auto *shared = static_cast<char *>(mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  auto *own = static_cast<char *>(mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(shared, MAP_FAILED);
  ASSERT_NE(own, MAP_FAILED);
  shared[0] = own[0] = 1;
  pid_t pid = fork();
  if (pid == 0) {
    bool same = shared[0] == 1 && own[0] == 1;
    shared[0] = own[0] = 2;
    _exit(!same);
  }
  EXPECT_EQ(wait_status(pid), 0);
  EXPECT_EQ(shared[0], 2);
  EXPECT_EQ(own[0], 1);
  munmap(shared, 65536), munmap(own, 65536);
}

TEST(Fork, ContentBehindProtNone) {
  constexpr size_t kSize = 1 << 20; // large enough that a child may read it from the parent itself
  auto *p = static_cast<char *>(mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  auto *never = mmap(nullptr, 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(p, MAP_FAILED);
  memset(p, 'x', kSize);
  ASSERT_EQ(mprotect(p, kSize, PROT_NONE), 0);
  pid_t pid = fork();
  if (pid == 0) {
    bool same = mprotect(p, kSize, PROT_READ) == 0 && p[0] == 'x' && p[kSize - 1] == 'x';
    _exit(same && mprotect(never, 65536, PROT_READ | PROT_WRITE) == 0 ? 0 : 1);
  }
  EXPECT_EQ(wait_status(pid), 0);
  pid = fork();
  if (pid == 0) {
    close(2); // the report of the fault
    _exit(*static_cast<volatile char *>(p));
  }
  int status = wait_status(pid);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV) << status; // without access in the child too
  EXPECT_EQ(mprotect(p, kSize, PROT_READ), 0);
  EXPECT_EQ(p[kSize / 2], 'x');
  munmap(p, kSize), munmap(never, 65536);
}

TEST(Fork, SignalStateIsCopiedAndNothingIsPending) {
  sigset_t block, old;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR2);
  sigprocmask(SIG_BLOCK, &block, &old);
  raise(SIGUSR2);
  signal(SIGUSR1, SIG_IGN);
  pid_t pid = fork();
  if (pid == 0) {
    sigset_t mask, pending;
    struct sigaction a;
    sigprocmask(SIG_BLOCK, nullptr, &mask);
    sigpending(&pending);
    sigaction(SIGUSR1, nullptr, &a);
    _exit(!(sigismember(&mask, SIGUSR2) && !sigismember(&pending, SIGUSR2) && a.sa_handler == SIG_IGN));
  }
  EXPECT_EQ(wait_status(pid), 0);
  signal(SIGUSR2, SIG_IGN); // discards
  signal(SIGUSR2, SIG_DFL), signal(SIGUSR1, SIG_DFL);
  sigprocmask(SIG_SETMASK, &old, nullptr);
}

TEST(Fork, Grandchildren) {
  pid_t pid = fork();
  if (pid == 0) {
    pid_t inner = fork();
    if (inner == 0) _exit(21);
    int status = wait_status(inner);
    _exit(WIFEXITED(status) && WEXITSTATUS(status) == 21 ? 0 : 1);
  }
  EXPECT_EQ(wait_status(pid), 0);
}

static void *fork_in_thread(void *) {
  pid_t pid = fork();
  if (pid == 0) {
    void *p = malloc(100);
    _exit(p ? 33 : 1);
  }
  return reinterpret_cast<void *>(static_cast<intptr_t>(wait_status(pid)));
}

TEST(Fork, FromASecondThread) {
  pthread_t t;
  ASSERT_EQ(pthread_create(&t, nullptr, fork_in_thread, nullptr), 0);
  void *status = nullptr;
  pthread_join(t, &status);
  EXPECT_EQ(WEXITSTATUS(static_cast<int>(reinterpret_cast<intptr_t>(status))), 33);
}

static volatile bool g_stop;
static void *allocate_until_stopped(void *) {
  while (!g_stop) {
    char text[64];
    void *p = malloc(500);
    snprintf(text, sizeof text, "%p", p);
    free(p);
  }
  return nullptr;
}

TEST(Fork, WhileOtherThreadsAllocateAndPrint) {
  pthread_t t[2];
  for (auto &x : t) ASSERT_EQ(pthread_create(&x, nullptr, allocate_until_stopped, nullptr), 0);
  for (int i = 0; i < 10; i++) {
    pid_t pid = fork();
    if (pid == 0) {
      free(malloc(10000));
      printf("%s", "");
      fflush(stdout);
      _exit(0);
    }
    EXPECT_EQ(wait_status(pid), 0);
  }
  g_stop = true;
  for (auto &x : t) pthread_join(x, nullptr);
}

static FILE *g_stream;
static void *print_until_stopped(void *) {
  while (!g_stop) fprintf(g_stream, "line\n");
  return nullptr;
}

TEST(Fork, StreamThatAnotherThreadPrintsTo) {
  g_stream = fopen("/dev/null", "w");
  ASSERT_TRUE(g_stream);
  g_stop = false;
  pthread_t t;
  ASSERT_EQ(pthread_create(&t, nullptr, print_until_stopped, nullptr), 0);
  for (int i = 0; i < 20; i++) {
    pid_t pid = fork();
    if (pid == 0) {
      alarm(20); // a stream that stays locked
      fprintf(g_stream, "child\n");
      _exit(0);
    }
    EXPECT_EQ(wait_status(pid), 0);
  }
  g_stop = true;
  pthread_join(t, nullptr);
  fclose(g_stream);
}

static std::string g_order;
TEST(Fork, AtforkHandlersInOrder) {
  pthread_atfork([] { g_order += "p1"; }, [] { g_order += "a1"; }, [] { g_order += "c1"; });
  pthread_atfork([] { g_order += "p2"; }, [] { g_order += "a2"; }, [] { g_order += "c2"; });
  pid_t pid = fork();
  if (pid == 0) _exit(g_order == "p2p1c1c2" ? 0 : 1);
  EXPECT_EQ(wait_status(pid), 0);
  EXPECT_EQ(g_order, "p2p1a1a2");
}

TEST(Fork, ThenExec) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  std::string program = reporter_path();
  pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], 1);
    execl(program.c_str(), "reporter", "arguments", "x y", static_cast<char *>(nullptr));
    _exit(127);
  }
  close(ends[1]);
  EXPECT_EQ(read_all(ends[0]), "<x y>");
  EXPECT_EQ(wait_status(pid), 0);
  close(ends[0]);
}

TEST(Fork, EightProcessesAtOnce) {
  pid_t pids[8];
  for (pid_t &p : pids) {
    p = fork();
    if (p == 0) {
      for (int i = 0; i < 3; i++) {
        pid_t inner = fork();
        if (inner == 0) _exit(0);
        if (wait_status(inner) != 0) _exit(1);
      }
      _exit(0);
    }
    ASSERT_GT(p, 0);
  }
  for (pid_t p : pids) EXPECT_EQ(wait_status(p), 0);
}

// ---- vfork

TEST(Vfork, ExitStatus) {
  volatile int before = 5;
  pid_t pid = vfork();
  if (pid == 0) _exit(17);
  ASSERT_GT(pid, 0);
  EXPECT_EQ(before, 5);
  int status = wait_status(pid);
  EXPECT_EQ(WEXITSTATUS(status), 17);
}

TEST(Vfork, ExecAndFailedExec) {
  std::string program = reporter_path();
  pid_t pid = vfork();
  if (pid == 0) {
    execl(program.c_str(), "reporter", "exit", "9", static_cast<char *>(nullptr));
    _exit(1);
  }
  EXPECT_EQ(WEXITSTATUS(wait_status(pid)), 9);
  pid = vfork();
  if (pid == 0) {
    execl("/no/such/program", "x", static_cast<char *>(nullptr));
    _exit(errno == ENOENT ? 3 : 4);
  }
  EXPECT_EQ(WEXITSTATUS(wait_status(pid)), 3);
}

TEST(Vfork, LiveValuesSurvive) {
  // More than the ABI's preserved registers hold.
  volatile int seed = 1;
  int a = seed + 1, b = seed + 2, c = seed + 3, d = seed + 4, e = seed + 5, f = seed + 6, g = seed + 7, h = seed + 8, i = seed + 9;
  double x = seed * 1.5, y = seed * 2.5, z = seed * 3.5;
  pid_t pid = vfork();
  if (pid == 0) {
    char scratch[512];
    memset(scratch, 0xff, sizeof scratch);
    _exit(scratch[5] ? 0 : 1);
  }
  EXPECT_EQ(a + b + c + d + e + f + g + h + i, 9 + 45);
  EXPECT_EQ(x + y + z, 7.5);
  EXPECT_EQ(wait_status(pid), 0);
}

TEST(Vfork, DescriptorsBelongToTheChild) {
  int fd = open("/dev/null", O_RDONLY);
  pid_t pid = vfork();
  if (pid == 0) {
    close(fd);
    dup2(0, 60);
    _exit(0);
  }
  EXPECT_EQ(wait_status(pid), 0);
  EXPECT_NE(fcntl(fd, F_GETFD), -1);
  EXPECT_EQ(fcntl(60, F_GETFD), -1);
  close(fd);
}
