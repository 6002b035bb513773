// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic objects of sizes that no instruction handles, by several threads.
#include <pthread.h>
#include <stdatomic.h>

#include "../check.h"

struct Wide {
  long a, b, c;
};
struct Pair {
  _Alignas(16) long a;
  long b;
};
static _Atomic struct Wide wide;
static _Atomic struct Pair pair;
enum { kRounds = 2000 };

static void *count(void *argument) {
  for (int i = 0; i < kRounds; ++i) {
    struct Wide old = atomic_load(&wide), next;
    do
      next = (struct Wide){old.a + 1, old.b + 2, old.c + 3};
    while (!atomic_compare_exchange_weak(&wide, &old, next));
    struct Pair before = atomic_load(&pair), after;
    do
      after = (struct Pair){before.a + 1, before.b - 1};
    while (!atomic_compare_exchange_strong(&pair, &before, after));
  }
  return argument;
}

int main(void) {
  pthread_t threads[3];
  for (int i = 0; i < 3; ++i)
    CHECK(pthread_create(&threads[i], NULL, count, NULL) == 0);
  for (int i = 0; i < 3; ++i)
    CHECK(pthread_join(threads[i], NULL) == 0);
  struct Wide w = atomic_load(&wide);
  struct Pair p = atomic_load(&pair);
  CHECK(w.a == 3 * kRounds && w.b == 6 * kRounds && w.c == 9 * kRounds);
  CHECK(p.a == 3 * kRounds && p.b == -3 * kRounds);
  struct Wide former = atomic_exchange(&wide, ((struct Wide){1, 1, 1}));
  CHECK(former.a == 3 * kRounds);
  return check_result();
}
