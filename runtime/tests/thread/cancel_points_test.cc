// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every cancellation point of XSH 2.9.5.2 that there is: a request that came before is acted upon at its entry, without the
// call's effect; one that comes while it blocks ends it.
#include <gtest/gtest.h>
#include <atomic>
#include <errno.h>
#include <fcntl.h>
#include <functional>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace {

enum When { Before, WhileBlocked };
struct Run {
  const std::function<void()> *call;
  std::atomic<bool> cleaned{false}, returned{false};
  sem_t go;
};

void *body(void *argument) {
  auto *r = static_cast<Run *>(argument);
  pthread_cleanup_push([](void *r) { static_cast<Run *>(r)->cleaned = true; }, r);
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  sem_wait(&r->go);
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
  (*r->call)();
  r->returned = true;
  pthread_cleanup_pop(0);
  return nullptr;
}

void cancelled(const char *name, When when, const std::function<void()> &call) {
  SCOPED_TRACE(std::string(name) + (when == Before ? ", requested before" : ", requested while it blocks"));
  Run r{.call = &call, .go = {}};
  sem_init(&r.go, 0, 0);
  pthread_t t;
  ASSERT_EQ(0, pthread_create(&t, nullptr, body, &r));
  if (when == Before) pthread_cancel(t);
  sem_post(&r.go);
  if (when == WhileBlocked) {
    usleep(15000);
    EXPECT_FALSE(r.returned);
    pthread_cancel(t);
  }
  void *value = nullptr;
  ASSERT_EQ(0, pthread_join(t, &value));
  EXPECT_EQ(PTHREAD_CANCELED, value);
  EXPECT_TRUE(r.cleaned);
  sem_destroy(&r.go);
}
void both(const char *name, const std::function<void()> &call) {
  cancelled(name, Before, call);
  cancelled(name, WhileBlocked, call);
}

constexpr timespec kLong = {20, 0};
timespec later(clockid_t clock = CLOCK_REALTIME) {
  timespec t;
  clock_gettime(clock, &t);
  t.tv_sec += 20;
  return t;
}

class CancelPoint : public testing::Test {
protected:
  int in[2], full[2], file;
  char name[32] = "cancel.XXXXXX", c = 'c';
  void SetUp() override {
    ASSERT_EQ(0, pipe(in));
    ASSERT_EQ(0, pipe(full));
    fcntl(full[1], F_SETFL, O_NONBLOCK);
    static char block[4096];
    while (write(full[1], block, sizeof block) > 0) {}
    while (write(full[1], block, 1) > 0) {}
    fcntl(full[1], F_SETFL, 0);
    file = mkstemp(name);
    ASSERT_LE(0, file);
    ASSERT_EQ(8, write(file, "contents", 8));
  }
  void TearDown() override {
    for (int fd : {in[0], in[1], full[0], full[1], file}) close(fd);
    unlink(name);
  }
};

TEST_F(CancelPoint, ReadsAndWrites) {
  iovec one = {&c, 1};
  both("read", [&] { (void)!read(in[0], &c, 1); });
  both("readv", [&] { (void)!readv(in[0], &one, 1); });
  both("write", [&] { (void)!write(full[1], &c, 1); });
  both("writev", [&] { (void)!writev(full[1], &one, 1); });
  cancelled("pread", Before, [&] { (void)!pread(file, &c, 1, 0); });
  cancelled("pwrite", Before, [&] { (void)!pwrite(file, &c, 1, 0); });
  cancelled("preadv", Before, [&] { (void)!preadv(file, &one, 1, 0); });
  cancelled("pwritev", Before, [&] { (void)!pwritev(file, &one, 1, 0); });
  EXPECT_EQ(1, pread(file, &c, 1, 0));
  EXPECT_EQ('c', c); // of "contents": the cancelled write had no effect
}

TEST_F(CancelPoint, FilesAreLeftAsTheyWere) {
  cancelled("open", Before, [] { open("cancel.never", O_CREAT | O_RDWR, 0600); });
  cancelled("openat", Before, [] { openat(AT_FDCWD, "cancel.never", O_CREAT | O_RDWR, 0600); });
  cancelled("creat", Before, [] { creat("cancel.never", 0600); });
  EXPECT_EQ(-1, access("cancel.never", F_OK));
  cancelled("close", Before, [&] { close(file); });
  EXPECT_EQ(0, fcntl(file, F_GETFD));
  cancelled("fsync", Before, [&] { fsync(file); });
  cancelled("fdatasync", Before, [&] { fdatasync(file); });
  void *map = mmap(nullptr, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ASSERT_NE(MAP_FAILED, map);
  cancelled("msync", Before, [&] { msync(map, 8, MS_SYNC); });
  munmap(map, 8);
}

TEST_F(CancelPoint, Locks) {
  struct flock whole = {};
  whole.l_type = F_WRLCK;
  int ready[2];
  ASSERT_EQ(0, pipe(ready));
  pid_t child = fork();
  if (child == 0) {
    fcntl(file, F_SETLKW, &whole);
    if (write(ready[1], "r", 1) != 1) _exit(1);
    for (;;) pause();
  }
  if (child < 0) abort(); // and never signal -1
  ASSERT_EQ(1, read(ready[0], &c, 1));
  both("fcntl F_SETLKW", [&] { fcntl(file, F_SETLKW, &whole); });
  both("lockf", [&] {
    lseek(file, 0, SEEK_SET);
    lockf(file, F_LOCK, 0);
  });
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(ready[0]);
  close(ready[1]);
}

TEST_F(CancelPoint, Readiness) {
  pollfd p = {in[0], POLLIN, 0};
  fd_set set;
  FD_ZERO(&set);
  FD_SET(in[0], &set);
  both("poll", [&] { poll(&p, 1, -1); });
  both("ppoll", [&] { ppoll(&p, 1, &kLong, nullptr); });
  both("select", [&] {
    fd_set s = set;
    select(in[0] + 1, &s, nullptr, nullptr, nullptr);
  });
  both("pselect", [&] {
    fd_set s = set;
    pselect(in[0] + 1, &s, nullptr, nullptr, &kLong, nullptr);
  });
}

TEST_F(CancelPoint, Sleeps) {
  both("nanosleep", [] { nanosleep(&kLong, nullptr); });
  both("clock_nanosleep", [] { clock_nanosleep(CLOCK_MONOTONIC, 0, &kLong, nullptr); });
  both("sleep", [] { sleep(20); });
  both("usleep", [] { usleep(999999); });
  both("thrd_sleep", [] { thrd_sleep(&kLong, nullptr); });
}

TEST_F(CancelPoint, Signals) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN + 5);
  sigset_t none;
  sigemptyset(&none);
  both("pause", [] { pause(); });
  both("sigsuspend", [&] { sigsuspend(&none); });
  both("sigwait", [&] {
    int signo;
    sigwait(&set, &signo);
  });
  both("sigwaitinfo", [&] { sigwaitinfo(&set, nullptr); });
  both("sigtimedwait", [&] { sigtimedwait(&set, nullptr, &kLong); });
}

TEST_F(CancelPoint, Children) {
  pid_t child = fork();
  if (child == 0)
    for (;;) pause();
  if (child < 0) abort();
  siginfo_t info;
  both("wait", [] { wait(nullptr); });
  both("waitpid", [&] { waitpid(child, nullptr, 0); });
  both("waitid", [&] { waitid(P_PID, static_cast<id_t>(child), &info, WEXITED); });
  both("wait3", [&] { wait3(nullptr, 0, nullptr); });
  both("wait4", [&] { wait4(child, nullptr, 0, nullptr); });
  kill(child, SIGKILL);
  EXPECT_EQ(child, waitpid(child, nullptr, 0));
}

TEST_F(CancelPoint, Semaphores) {
  sem_t sem;
  sem_init(&sem, 0, 0);
  timespec real = later(), monotonic = later(CLOCK_MONOTONIC);
  both("sem_wait", [&] { sem_wait(&sem); });
  both("sem_timedwait", [&] { sem_timedwait(&sem, &real); });
  both("sem_clockwait", [&] { sem_clockwait(&sem, CLOCK_MONOTONIC, &monotonic); });
  sem_destroy(&sem);
}

// A waiter that is cancelled has the mutex when its cleanup handlers run.
TEST_F(CancelPoint, Conditions) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
  timespec real = later(), monotonic = later(CLOCK_MONOTONIC);
  auto locked = [&](auto wait) {
    return [&, wait] {
      pthread_mutex_lock(&m);
      pthread_cleanup_push([](void *m) { EXPECT_EQ(0, pthread_mutex_unlock(static_cast<pthread_mutex_t *>(m))); }, &m);
      for (;;) wait();
      pthread_cleanup_pop(0);
    };
  };
  both("pthread_cond_wait", locked([&] { pthread_cond_wait(&cond, &m); }));
  both("pthread_cond_timedwait", locked([&] { pthread_cond_timedwait(&cond, &m, &real); }));
  both("pthread_cond_clockwait", locked([&] { pthread_cond_clockwait(&cond, &m, CLOCK_MONOTONIC, &monotonic); }));
  EXPECT_EQ(0, pthread_mutex_trylock(&m));
  pthread_mutex_unlock(&m);

  mtx_t cm;
  cnd_t cc;
  mtx_init(&cm, mtx_plain);
  cnd_init(&cc);
  auto c_locked = [&](auto wait) {
    return [&, wait] {
      mtx_lock(&cm);
      pthread_cleanup_push([](void *m) { mtx_unlock(static_cast<mtx_t *>(m)); }, &cm);
      for (;;) wait();
      pthread_cleanup_pop(0);
    };
  };
  both("cnd_wait", c_locked([&] { cnd_wait(&cc, &cm); }));
  both("cnd_timedwait", c_locked([&] { cnd_timedwait(&cc, &cm, &real); }));
  EXPECT_EQ(thrd_success, mtx_trylock(&cm));
  mtx_unlock(&cm);
}

// The thread that was to be joined still can be.
TEST_F(CancelPoint, Joins) {
  static std::atomic<bool> hold;
  hold = true;
  auto held = [](void *) -> void * {
    while (hold) usleep(1000);
    return &hold;
  };
  pthread_t t;
  ASSERT_EQ(0, pthread_create(&t, nullptr, held, nullptr));
  timespec end = later();
  both("pthread_join", [&] { pthread_join(t, nullptr); });
  both("pthread_timedjoin_np", [&] { pthread_timedjoin_np(t, nullptr, &end); });
  hold = false;
  void *value;
  EXPECT_EQ(0, pthread_join(t, &value));
  EXPECT_EQ(static_cast<void *>(&hold), value);
  hold = true;
  thrd_t c11;
  ASSERT_EQ(thrd_success, thrd_create(&c11, [](void *) {
    while (hold) usleep(1000);
    return 5;
  }, nullptr));
  both("thrd_join", [&] { thrd_join(c11, nullptr); });
  hold = false;
  int result;
  EXPECT_EQ(thrd_success, thrd_join(c11, &result));
  EXPECT_EQ(5, result);
}

TEST_F(CancelPoint, TestCancel) {
  both("pthread_testcancel", [] {
    for (;;) {
      pthread_testcancel();
      for (volatile int i = 0; i < 1000; i = i + 1) {}
    }
  });
}

// A signalled waiter must not swallow the signal when it is cancelled as well: one of the two waiters goes on.
TEST_F(CancelPoint, CancelledWaitLosesNoSignal) {
  static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
  static int waiting, woken;
  auto wait = [](void *) -> void * {
    pthread_mutex_lock(&m);
    pthread_cleanup_push([](void *) { pthread_mutex_unlock(&m); }, nullptr);
    ++waiting;
    pthread_cond_wait(&cond, &m);
    ++woken;
    pthread_cleanup_pop(1);
    return nullptr;
  };
  for (int round = 0; round < 50; ++round) {
    pthread_t t[2];
    waiting = woken = 0;
    for (auto &id : t) ASSERT_EQ(0, pthread_create(&id, nullptr, wait, nullptr));
    for (;; usleep(500)) {
      pthread_mutex_lock(&m);
      bool both_wait = waiting == 2;
      pthread_mutex_unlock(&m);
      if (both_wait) break;
    }
    pthread_cond_signal(&cond);
    pthread_cancel(t[round % 2]);
    for (int i = 0;; ++i) {
      pthread_mutex_lock(&m);
      int n = woken;
      pthread_mutex_unlock(&m);
      if (n) break;
      ASSERT_LT(i, 4000) << "the signal went with the cancelled thread";
      usleep(500);
    }
    pthread_cancel(t[0]);
    pthread_cancel(t[1]);
    for (auto id : t) pthread_join(id, nullptr);
  }
}

} // namespace
