// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Many forks of a program with much in it: 40 libraries of ours (20 opened at run time), 5 threads, a heap of 64 MB, 10 mappings;
// and of 8 processes at once. TERN_SOAK=1: 10,000 and 1,000 of them (runtime/tests/soak); TERN_SOAK_FORKS: another number.
#include <windows.h>
#include <psapi.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#define X(n)                                                                                                                   \
  extern "C" void soak_set_##n(int);                                                                                           \
  extern "C" int soak_get_##n();
SOAK_LINKED
#undef X

namespace {

using Set = void(int);
using Get = int();
struct Library {
  Set *set;
  Get *get;
};

unsigned number_of(const char *variable, unsigned otherwise) {
  const char *text = getenv(variable);
  return text ? static_cast<unsigned>(atoi(text)) : otherwise;
}

double seconds() {
  timeval t;
  gettimeofday(&t, nullptr);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

struct Resources {
  DWORD handles = 0;
  size_t memory = 0;
  unsigned processes = 0;
  Resources() {
    GetProcessHandleCount(GetCurrentProcess(), &handles);
    PROCESS_MEMORY_COUNTERS_EX m{};
    K32GetProcessMemoryInfo(GetCurrentProcess(), reinterpret_cast<PROCESS_MEMORY_COUNTERS *>(&m), sizeof m);
    memory = m.PrivateUsage;
    setpgid(0, 0); // what other tests run at the same time does not count
    DIR *d = opendir("/proc");
    while (dirent *e = readdir(d))
      processes += e->d_name[0] >= '0' && e->d_name[0] <= '9' && getpgid(atoi(e->d_name)) == getpgrp();
    closedir(d);
    EXPECT_GE(processes, 1u); // itself
  }
};

class Program {
  static constexpr size_t kHeap = 64 << 20, kBlock = 64 << 10, kMapping = 256 << 10;
  std::vector<Library> libraries_;
  std::vector<void *> opened_;
  std::vector<char *> heap_, mappings_;
  std::vector<pthread_t> threads_;
  volatile bool stop_ = false;

  static void *work(void *p) { // what threads of a program do: allocate, compute, sleep
    for (auto *self = static_cast<Program *>(p); !self->stop_;) {
      auto *text = static_cast<char *>(malloc(1000));
      snprintf(text, 1000, "%g", seconds());
      free(text);
      usleep(2000);
    }
    return nullptr;
  }

public:
  Program() {
#define X(n) libraries_.push_back({soak_set_##n, soak_get_##n});
    SOAK_LINKED
#undef X
    for (int n = 20; n < 40; ++n) {
      std::string file = "./cygsoak" + std::to_string(n) + ".dll", number = std::to_string(n);
      void *h = dlopen(file.c_str(), RTLD_NOW);
      if (!h) continue;
      opened_.push_back(h);
      libraries_.push_back({reinterpret_cast<Set *>(dlsym(h, ("soak_set_" + number).c_str())),
                            reinterpret_cast<Get *>(dlsym(h, ("soak_get_" + number).c_str()))});
    }
    for (size_t i = 0; i < kHeap / kBlock; ++i) {
      heap_.push_back(static_cast<char *>(malloc(kBlock)));
      memset(heap_.back(), static_cast<int>(i % 255 + 1), kBlock);
    }
    for (int i = 0; i < 10; ++i) {
      void *m = mmap(nullptr, kMapping, PROT_READ | PROT_WRITE, (i % 2 ? MAP_SHARED : MAP_PRIVATE) | MAP_ANONYMOUS, -1, 0);
      mappings_.push_back(static_cast<char *>(m));
    }
    for (int i = 0; i < 4; ++i) {
      pthread_t t;
      if (pthread_create(&t, nullptr, work, this) == 0) threads_.push_back(t);
    }
  }
  ~Program() {
    stop_ = true;
    for (auto t : threads_) pthread_join(t, nullptr);
    for (auto *m : mappings_) munmap(m, kMapping);
    for (auto *b : heap_) free(b);
    for (auto *h : opened_) dlclose(h);
  }
  Program(const Program &) = delete;
  size_t libraries() const { return libraries_.size(); }

  // 0: all is as the parent left it.
  int check(int round) const {
    for (size_t i = 0; i < libraries_.size(); ++i)
      if (libraries_[i].get() != round + static_cast<int>(i)) return 1;
    for (size_t i = 0; i < heap_.size(); ++i)
      if (heap_[i][0] != static_cast<char>(i % 255 + 1) || heap_[i][kBlock - 1] != static_cast<char>(i % 255 + 1)) return 2;
    for (size_t i = 0; i < mappings_.size(); ++i)
      if (mappings_[i][round % kMapping] != static_cast<char>(round + 1)) return 3;
    void *more = malloc(100000);
    free(more);
    return more ? 0 : 4;
  }
  // One fork, whose child looks at everything. 0, or what was wrong: 100 + errno of fork.
  int fork_once(int round) {
    for (size_t i = 0; i < libraries_.size(); ++i) libraries_[i].set(round + static_cast<int>(i));
    for (auto *m : mappings_) m[round % kMapping] = static_cast<char>(round + 1);
    pid_t pid = fork();
    if (pid < 0) return 100 + errno;
    if (pid == 0) _exit(check(round));
    int status = -1;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + status;
  }
};

} // namespace

TEST(ForkSoak, ManyLibrariesThreadsMappingsAndABigHeap) {
  unsigned forks = number_of("TERN_SOAK_FORKS", getenv("TERN_SOAK") ? 10000 : 10), failures = 0;
  Program program;
  ASSERT_EQ(program.libraries(), 40u);
  EXPECT_EQ(program.fork_once(0), 0);
  EXPECT_EQ(program.fork_once(1), 0);
  Resources before;
  double begin = seconds();
  for (unsigned i = 0; i < forks; ++i) {
    int wrong = program.fork_once(static_cast<int>(i));
    if (wrong && ++failures < 10) printf("fork %u: %d\n", i, wrong);
    if (forks >= 1000 && (i + 1) % 500 == 0) printf("%u forks, %u failures, %.1f ms each\n", i + 1, failures, (seconds() - begin) * 1e3 / (i + 1)), fflush(stdout);
  }
  Resources after;
  EXPECT_EQ(failures, 0u);
  EXPECT_EQ(after.handles, before.handles);
  EXPECT_EQ(after.processes, before.processes);
  EXPECT_LT(after.memory, before.memory + (4 << 20));
}

static volatile sig_atomic_t g_children_told;

// Threads that fork and wait at once, in a program that handles SIGCHLD, while others load libraries, map and allocate.
TEST(ForkSoak, ThreadsForkAtOnce) {
  static const int forks = getenv("TERN_SOAK") ? 250 : 4;
  static volatile bool stop = false;
  struct sigaction a {}, old {};
  a.sa_handler = [](int) { g_children_told = 1; };
  a.sa_flags = SA_RESTART;
  sigaction(SIGCHLD, &a, &old);
  std::vector<char> large(1 << 20, 'x'); // so that the others stop while it is handed over
  Resources before;
  auto busy = [](void *) -> void * {
    while (!stop) {
      void *library = dlopen("./cygsoak20.dll", RTLD_NOW);
      void *m = mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      memset(m, 1, 1 << 20);
      free(malloc(300000));
      munmap(m, 1 << 20);
      if (library) dlclose(library);
    }
    return nullptr;
  };
  auto forker = [](void *argument) -> void * {
    intptr_t failures = 0, id = reinterpret_cast<intptr_t>(argument);
    for (int i = 0; i < forks; ++i) {
      int mark = static_cast<int>((i * 4 + id) % 100), status = -1;
      pid_t pid = fork();
      if (pid == 0) _exit(mark);
      if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != mark) ++failures;
    }
    return reinterpret_cast<void *>(failures);
  };
  pthread_t loader, forkers[4];
  ASSERT_EQ(pthread_create(&loader, nullptr, busy, nullptr), 0);
  for (intptr_t i = 0; i < 4; ++i) ASSERT_EQ(pthread_create(&forkers[i], nullptr, forker, reinterpret_cast<void *>(i)), 0);
  for (auto t : forkers) {
    void *failures = nullptr;
    pthread_join(t, &failures);
    EXPECT_EQ(failures, nullptr);
  }
  stop = true;
  pthread_join(loader, nullptr);
  EXPECT_EQ(g_children_told, 1);
  EXPECT_EQ(Resources().processes, before.processes);
  sigaction(SIGCHLD, &old, nullptr);
}

TEST(ForkSoak, ManyProcessesAtOnce) {
  unsigned forks = getenv("TERN_SOAK") ? 1000 : 24;
  Resources before;
  std::vector<pid_t> parents;
  for (unsigned p = 0; p < 8; ++p) {
    pid_t pid = fork();
    ASSERT_GE(pid, 0);
    if (pid == 0) {
      int failures = 0;
      for (unsigned i = 0; i < forks / 8; ++i) {
        int mark = static_cast<int>(i * 8 + p), status = -1;
        pid_t child = fork();
        if (child == 0) _exit(mark % 100);
        if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != mark % 100) ++failures;
      }
      _exit(failures > 99 ? 99 : failures);
    }
    parents.push_back(pid);
  }
  for (pid_t pid : parents) {
    int status = -1;
    ASSERT_EQ(waitpid(pid, &status, 0), pid);
    EXPECT_EQ(status, 0) << WEXITSTATUS(status) << " forks failed";
  }
  Resources after;
  EXPECT_EQ(after.processes, before.processes);
}
