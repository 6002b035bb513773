// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// XSH pthread_create, join, exit, keys, once, cancellation, attributes; thread_local; C++ frames.
#include <gtest/gtest.h>
#include <atomic>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace {

TEST(Create, JoinGivesTheValue) {
  pthread_t t;
  ASSERT_EQ(0, pthread_create(&t, nullptr, [](void *p) -> void * { return p; }, &t));
  void *value;
  EXPECT_EQ(0, pthread_join(t, &value));
  EXPECT_EQ(&t, value);
}

TEST(Create, AThousandThreads) {
  std::vector<pthread_t> threads(1000);
  static std::atomic<int> ran;
  static sem_t go;
  sem_init(&go, 0, 0);
  pthread_attr_t a;
  pthread_attr_init(&a);
  pthread_attr_setstacksize(&a, 256 << 10);
  ran = 0;
  for (auto &t : threads) ASSERT_EQ(0, pthread_create(&t, &a, [](void *) -> void * {
    sem_wait(&go);
    ran++;
    return nullptr;
  }, nullptr));
  for (size_t i = 0; i < threads.size(); ++i) sem_post(&go);
  for (auto &t : threads) ASSERT_EQ(0, pthread_join(t, nullptr));
  EXPECT_EQ(1000, ran);
}

TEST(Create, DetachedThreadsFreeThemselves) {
  static std::atomic<int> ran;
  pthread_attr_t a;
  pthread_attr_init(&a);
  pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
  for (int i = 0; i < 200; ++i) {
    pthread_t t;
    ASSERT_EQ(0, pthread_create(&t, &a, [](void *) -> void * { return ran++, nullptr; }, nullptr));
  }
  for (int i = 0; i < 400 && ran < 200; ++i) usleep(5000);
  EXPECT_EQ(200, ran);
}

TEST(Create, OnTheCallersStack) {
  size_t size = 1 << 20;
  void *stack = nullptr;
  ASSERT_EQ(0, posix_memalign(&stack, 65536, size));
  pthread_attr_t a;
  pthread_attr_init(&a);
  ASSERT_EQ(0, pthread_attr_setstack(&a, stack, size));
  pthread_t t;
  static void *at;
  ASSERT_EQ(0, pthread_create(&t, &a, [](void *) -> void * {
    volatile char here[8192];
    for (volatile char &c : here) c = 1;
    at = const_cast<char *>(here);
    return nullptr;
  }, nullptr));
  pthread_join(t, nullptr);
  EXPECT_TRUE(at > stack && at < static_cast<char *>(stack) + size);
  free(stack);
}

TEST(Join, RefusesItself) { EXPECT_EQ(EDEADLK, pthread_join(pthread_self(), nullptr)); }

TEST(Exit, RunsCleanupThreadLocalsAndKeys) {
  static char order[8];
  static int n;
  n = 0;
  memset(order, 0, sizeof order);
  struct Local {
    ~Local() { order[n++] = 'l'; }
  };
  static pthread_key_t key;
  ASSERT_EQ(0, pthread_key_create(&key, [](void *) { order[n++] = 'k'; }));
  pthread_t t;
  pthread_create(&t, nullptr, [](void *) -> void * {
    static thread_local Local local;
    (void)&local;
    pthread_setspecific(key, &key);
    pthread_cleanup_push([](void *) { order[n++] = 'c'; }, nullptr);
    pthread_exit(reinterpret_cast<void *>(9));
    pthread_cleanup_pop(0);
    return nullptr;
  }, nullptr);
  void *value;
  pthread_join(t, &value);
  EXPECT_EQ(reinterpret_cast<void *>(9), value);
  EXPECT_STREQ("clk", order);
  pthread_key_delete(key);
}

TEST(Keys, ValuesArePerThreadAndNewKeysAreEmpty) {
  pthread_key_t a, b;
  ASSERT_EQ(0, pthread_key_create(&a, nullptr));
  EXPECT_EQ(nullptr, pthread_getspecific(a));
  pthread_setspecific(a, &a);
  pthread_t t;
  pthread_create(&t, nullptr, [](void *k) -> void * { return pthread_getspecific(*static_cast<pthread_key_t *>(k)); }, &a);
  void *value;
  pthread_join(t, &value);
  EXPECT_EQ(nullptr, value);
  EXPECT_EQ(&a, pthread_getspecific(a));
  pthread_key_delete(a);
  pthread_key_create(&b, nullptr);
  EXPECT_EQ(nullptr, pthread_getspecific(b));
  pthread_key_delete(b);
  EXPECT_EQ(EINVAL, pthread_key_delete(999999));
}

TEST(Keys, DestructorsAreRepeated) {
  static pthread_key_t key;
  static int calls;
  calls = 0;
  pthread_key_create(&key, [](void *v) {
    if (++calls < 3) pthread_setspecific(key, v);
  });
  pthread_t t;
  pthread_create(&t, nullptr, [](void *) -> void * { return pthread_setspecific(key, &key), nullptr; }, nullptr);
  pthread_join(t, nullptr);
  EXPECT_EQ(3, calls);
  pthread_key_delete(key);
}

TEST(Once, RunsOnceForAll) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  static std::atomic<int> calls, seen;
  std::vector<pthread_t> threads(8);
  for (auto &t : threads) pthread_create(&t, nullptr, [](void *) -> void * {
    pthread_once(&once, [] {
      usleep(20000);
      calls++;
    });
    seen += calls;
    return nullptr;
  }, nullptr);
  for (auto &t : threads) pthread_join(t, nullptr);
  EXPECT_EQ(1, calls);
  EXPECT_EQ(8, seen);
}

thread_local int g_tls = 5;
TEST(ThreadLocal, EachThreadHasItsOwn) {
  g_tls = 6;
  pthread_t t;
  pthread_create(&t, nullptr, [](void *) -> void * { return reinterpret_cast<void *>(static_cast<long>(g_tls++)); }, nullptr);
  void *value;
  pthread_join(t, &value);
  EXPECT_EQ(reinterpret_cast<void *>(5), value);
  EXPECT_EQ(6, g_tls);
}

// ---- cancellation; each point is in cancel_points_test.cc
TEST(Cancel, AsynchronousEndsAComputation) {
  pthread_t t;
  pthread_create(&t, nullptr, [](void *) -> void * {
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr);
    for (volatile long n = 0;; n = n + 1) {}
  }, nullptr);
  usleep(20000);
  EXPECT_EQ(0, pthread_cancel(t));
  void *value;
  pthread_join(t, &value);
  EXPECT_EQ(PTHREAD_CANCELED, value);
}

TEST(Cancel, DisabledIsKeptForLater) {
  static std::atomic<int> step;
  step = 0;
  pthread_t t;
  pthread_create(&t, nullptr, [](void *) -> void * {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
    step = 1;
    while (step != 2) usleep(1000);
    pthread_testcancel();
    step = 3;
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, nullptr);
    pthread_testcancel();
    step = 4;
    return nullptr;
  }, nullptr);
  while (step != 1) usleep(1000);
  pthread_cancel(t);
  step = 2;
  void *value;
  pthread_join(t, &value);
  EXPECT_EQ(PTHREAD_CANCELED, value);
  EXPECT_EQ(3, step);
  EXPECT_EQ(EINVAL, pthread_setcancelstate(55, nullptr));
  EXPECT_EQ(EINVAL, pthread_setcanceltype(55, nullptr));
}

TEST(Cancel, DestructorsOfCxxFramesRun) {
  static std::atomic<int> destroyed;
  destroyed = 0;
  struct Object {
    ~Object() { destroyed++; }
  };
  pthread_t t;
  pthread_create(&t, nullptr, [](void *) -> void * {
    Object a, b;
    for (;;) pause();
  }, nullptr);
  usleep(20000);
  pthread_cancel(t);
  pthread_join(t, nullptr);
  EXPECT_EQ(2, destroyed);
}

// ---- attributes, names, scheduling
TEST(Attributes, AreKeptAndChecked) {
  pthread_attr_t a;
  pthread_attr_init(&a);
  size_t size;
  int v;
  EXPECT_EQ(0, pthread_attr_getdetachstate(&a, &v));
  EXPECT_EQ(PTHREAD_CREATE_JOINABLE, v);
  EXPECT_EQ(EINVAL, pthread_attr_setdetachstate(&a, 77));
  EXPECT_EQ(EINVAL, pthread_attr_setstacksize(&a, 100));
  EXPECT_EQ(0, pthread_attr_setstacksize(&a, 1 << 20));
  EXPECT_EQ(0, pthread_attr_getstacksize(&a, &size));
  EXPECT_EQ(size_t{1} << 20, size);
  EXPECT_EQ(EINVAL, pthread_attr_setschedpolicy(&a, 77));
  EXPECT_EQ(ENOTSUP, pthread_attr_setscope(&a, PTHREAD_SCOPE_PROCESS));
}

TEST(Attributes, OfTheRunningThread) {
  pthread_attr_t a;
  ASSERT_EQ(0, pthread_getattr_np(pthread_self(), &a));
  void *stack;
  size_t size;
  ASSERT_EQ(0, pthread_attr_getstack(&a, &stack, &size));
  char here;
  EXPECT_TRUE(&here > stack && &here < static_cast<char *>(stack) + size);
}

TEST(Names, AreLimited) {
  char name[32];
  EXPECT_EQ(0, pthread_setname_np(pthread_self(), "worker"));
  EXPECT_EQ(0, pthread_getname_np(pthread_self(), name, sizeof name));
  EXPECT_STREQ("worker", name);
  EXPECT_EQ(ERANGE, pthread_setname_np(pthread_self(), "a name that is too long"));
}

TEST(Affinity, SetIsASubset) {
  cpu_set_t set;
  ASSERT_EQ(0, pthread_getaffinity_np(pthread_self(), sizeof set, &set));
  EXPECT_GE(CPU_COUNT(&set), 1);
  EXPECT_TRUE(CPU_ISSET(sched_getcpu(), &set));
  EXPECT_EQ(0, pthread_setaffinity_np(pthread_self(), sizeof set, &set));
}

TEST(Kill, ReachesOneThread) {
  static std::atomic<pthread_t> ran_in;
  struct sigaction a = {}, old;
  a.sa_handler = [](int) { ran_in = pthread_self(); };
  sigaction(SIGUSR1, &a, &old);
  static std::atomic<bool> stop;
  stop = false;
  pthread_t t;
  pthread_create(&t, nullptr, [](void *) -> void * {
    while (!stop) {}
    return nullptr;
  }, nullptr);
  usleep(10000);
  EXPECT_EQ(0, pthread_kill(t, SIGUSR1));
  for (int i = 0; i < 400 && !pthread_equal(ran_in, t); ++i) usleep(5000);
  EXPECT_TRUE(pthread_equal(ran_in, t));
  EXPECT_EQ(EINVAL, pthread_kill(t, 4000));
  stop = true;
  pthread_join(t, nullptr);
  sigaction(SIGUSR1, &old, nullptr);
}

TEST(Fork, FromAThread) {
  pthread_t t;
  pthread_create(&t, nullptr, [](void *) -> void * {
    pid_t child = fork();
    if (child == 0) {
      // The child has this thread only, and may make new ones.
      pthread_t u;
      void *value = nullptr;
      if (pthread_create(&u, nullptr, [](void *) -> void * { return reinterpret_cast<void *>(3); }, nullptr)) _exit(90);
      if (pthread_join(u, &value)) _exit(91);
      _exit(static_cast<int>(reinterpret_cast<long>(value)));
    }
    int status = -1;
    waitpid(child, &status, 0);
    return reinterpret_cast<void *>(static_cast<long>(WEXITSTATUS(status)));
  }, nullptr);
  void *value;
  pthread_join(t, &value);
  EXPECT_EQ(reinterpret_cast<void *>(3), value);
}

TEST(C11, ThreadsMutexesAndStorage) {
  static mtx_t m;
  static cnd_t c;
  static tss_t key;
  static bool ready;
  ready = false;
  ASSERT_EQ(thrd_success, mtx_init(&m, mtx_plain));
  ASSERT_EQ(thrd_success, cnd_init(&c));
  ASSERT_EQ(thrd_success, tss_create(&key, nullptr));
  thrd_t t;
  ASSERT_EQ(thrd_success, thrd_create(&t, [](void *) -> int {
    tss_set(key, &key);
    mtx_lock(&m);
    ready = true;
    cnd_signal(&c);
    mtx_unlock(&m);
    return tss_get(key) == &key ? 21 : 0;
  }, nullptr));
  mtx_lock(&m);
  while (!ready) cnd_wait(&c, &m);
  EXPECT_EQ(thrd_busy, mtx_trylock(&m));
  mtx_unlock(&m);
  int code;
  EXPECT_EQ(thrd_success, thrd_join(t, &code));
  EXPECT_EQ(21, code);
  EXPECT_EQ(nullptr, tss_get(key));
  tss_delete(key);
}

} // namespace
