// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <errno.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <pthread.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern "C" char **environ;

namespace {

TEST(Malloc, ReturnsAlignedDistinctBlocks) {
  std::vector<char *> blocks;
  for (size_t size = 1; size < 100000; size = size * 3 + 1) {
    auto *p = static_cast<char *>(malloc(size));
    ASSERT_TRUE(p);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(p) % 16, 0u) << size;
    memset(p, static_cast<int>(size), size);
    blocks.push_back(p);
  }
  size_t size = 1;
  for (char *p : blocks) {
    EXPECT_EQ(p[size - 1], static_cast<char>(size));
    free(p);
    size = size * 3 + 1;
  }
}

TEST(Malloc, ImpossibleSizesFailWithEnomem) {
  volatile size_t huge = SIZE_MAX / 2 + 1;
  errno = 0;
  EXPECT_EQ(malloc(huge), nullptr);
  EXPECT_EQ(errno, ENOMEM);
  errno = 0;
  EXPECT_EQ(calloc(huge, 4), nullptr);
  EXPECT_EQ(errno, ENOMEM);
}

TEST(Malloc, LargeBlocksGrowAndShrink) {
  auto *p = static_cast<char *>(malloc(100 << 20));
  ASSERT_TRUE(p);
  p[0] = 1, p[(100 << 20) - 1] = 2;
  p = static_cast<char *>(realloc(p, 200 << 20));
  ASSERT_TRUE(p);
  EXPECT_EQ(p[0], 1);
  EXPECT_EQ(p[(100 << 20) - 1], 2);
  p = static_cast<char *>(realloc(p, 10));
  ASSERT_TRUE(p);
  EXPECT_EQ(p[0], 1);
  free(p);
}

TEST(Malloc, CallocIsZeroAfterReuse) {
  for (int round = 0; round < 50; round++) {
    auto *p = static_cast<unsigned char *>(malloc(5000));
    memset(p, 0xff, 5000);
    free(p);
    auto *q = static_cast<unsigned char *>(calloc(50, 100));
    for (int i = 0; i < 5000; i++) ASSERT_EQ(q[i], 0);
    free(q);
  }
}

TEST(PosixMemalign, AlignsAndChecks) {
  void *p = nullptr;
  for (size_t alignment = sizeof(void *); alignment <= (1 << 20); alignment *= 2) {
    ASSERT_EQ(posix_memalign(&p, alignment, 100), 0);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(p) % alignment, 0u);
    free(p);
  }
  EXPECT_EQ(posix_memalign(&p, 3, 100), EINVAL);
  EXPECT_EQ(posix_memalign(&p, 2, 100), EINVAL);
}

void *churn(void *seed) {
  unsigned state = static_cast<unsigned>(reinterpret_cast<uintptr_t>(seed)) + 1;
  std::vector<void *> live(200);
  for (int i = 0; i < 20000; i++) {
    state = state * 1103515245 + 12345;
    void *&slot = live[state / 65536 % live.size()];
    free(slot);
    slot = malloc(state / 256 % 3000);
  }
  for (void *p : live) free(p);
  return nullptr;
}

TEST(Malloc, ThreadsTogether) {
  pthread_t threads[6];
  for (uintptr_t i = 0; i < 6; i++) ASSERT_EQ(pthread_create(&threads[i], nullptr, churn, reinterpret_cast<void *>(i)), 0);
  for (pthread_t t : threads) pthread_join(t, nullptr);
}

TEST(Malloc, BlockOfAnotherThreadCanBeFreed) {
  pthread_t t;
  ASSERT_EQ(pthread_create(&t, nullptr, [](void *) { return malloc(1000); }, nullptr), 0);
  void *p = nullptr;
  pthread_join(t, &p);
  ASSERT_TRUE(p);
  memset(p, 1, 1000);
  free(p);
}

TEST(Malloc, WorksInAForkedChildOfThreads) {
  pthread_t t;
  ASSERT_EQ(pthread_create(&t, nullptr, churn, nullptr), 0);
  for (int i = 0; i < 5; i++) {
    pid_t child = fork();
    if (child == 0) {
      for (int k = 0; k < 2000; k++) free(malloc(static_cast<size_t>(k)));
      _exit(0);
    }
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  pthread_join(t, nullptr);
}

TEST(Malloc, ProgramsOwnIsUsedByLibc) {
  char program[] = "./own_malloc";
  char *arguments[] = {program, nullptr};
  pid_t child;
  ASSERT_EQ(posix_spawn(&child, program, nullptr, nullptr, arguments, environ), 0);
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

} // namespace
