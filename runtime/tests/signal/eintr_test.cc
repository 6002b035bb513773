// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every call that blocks, hit by signals while it blocks: EINTR, restart, or neither, as POSIX and Linux say for that call
// (XSH 2.4, sigaction SA_RESTART; signal(7)).
#include <gtest/gtest.h>
#include <atomic>
#include <errno.h>
#include <fcntl.h>
#include <functional>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <thread>
#include <threads.h>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace {

std::atomic<int> g_hits;
void hit(int) { ++g_hits; }

enum Rule { Restarts, AlwaysInterrupted, NeverInterrupted };
struct Blocking {
  const char *name;
  Rule rule;
  std::function<int()> call;     // 0 or the errno value
  std::function<void()> release; // lets it come to its end, from another thread
};

// The call's result while SIGUSR1 comes every few milliseconds; released after `enough` handlers have run.
int pestered(const Blocking &b, int flags, int enough) {
  struct sigaction a = {}, old;
  a.sa_handler = hit;
  a.sa_flags = flags;
  sigaction(SIGUSR1, &a, &old);
  g_hits = 0;
  std::atomic<bool> done{false};
  pthread_t victim = pthread_self();
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  std::thread pest([&] {
    for (bool released = false; !done;) {
      usleep(4000);
      if (!done) pthread_kill(victim, SIGUSR1);
      if (g_hits >= enough && !released) {
        b.release();
        released = true;
      }
    }
  });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  int result = b.call();
  done = true;
  pest.join();
  sigaction(SIGUSR1, &old, nullptr);
  return result;
}

void sweep(const std::vector<Blocking> &calls) {
  for (const Blocking &b : calls) {
    SCOPED_TRACE(b.name);
    constexpr int kNever = 250; // a call that does not notice is let go after a second
    EXPECT_EQ(b.rule == NeverInterrupted ? 0 : EINTR, pestered(b, 0, b.rule == NeverInterrupted ? 3 : kNever));
    EXPECT_GT(g_hits, 0);
    EXPECT_EQ(b.rule == AlwaysInterrupted ? EINTR : 0, pestered(b, SA_RESTART, b.rule == AlwaysInterrupted ? kNever : 3));
    EXPECT_GT(g_hits, 0);
  }
}
int error_of(long result) { return result < 0 ? errno : 0; }

timespec later() {
  timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  t.tv_sec += 20;
  return t;
}
constexpr timespec kLong = {20, 0};

class Eintr : public testing::Test {
protected:
  int in[2], full[2]; // an empty pipe and a full one
  char c = 0;
  static void nothing() {}
  void SetUp() override {
    ASSERT_EQ(0, pipe(in));
    ASSERT_EQ(0, pipe(full));
    fcntl(full[1], F_SETFL, O_NONBLOCK);
    static char block[4096];
    while (write(full[1], block, sizeof block) > 0) {}
    while (write(full[1], block, 1) > 0) {}
    fcntl(full[1], F_SETFL, 0);
  }
  void TearDown() override {
    for (int fd : {in[0], in[1], full[0], full[1]}) close(fd);
  }
  void feed() { EXPECT_EQ(1, write(in[1], "x", 1)); }
  void drain() {
    static char sink[65536];
    EXPECT_LT(0, read(full[0], sink, sizeof sink));
  }
};

TEST_F(Eintr, Descriptors) {
  iovec one = {&c, 1};
  auto fed = [&] { feed(); };
  auto drained = [&] { drain(); };
  sweep({
      {"read", Restarts, [&] { return error_of(read(in[0], &c, 1)); }, fed},
      {"readv", Restarts, [&] { return error_of(readv(in[0], &one, 1)); }, fed},
  });
  sweep({{"write", Restarts, [&] { return error_of(write(full[1], &c, 1)); }, drained}});
  FILE *f = fdopen(dup(in[0]), "r");
  setvbuf(f, nullptr, _IONBF, 0);
  sweep({{"fgetc", Restarts, [&] {
            clearerr(f);
            errno = 0;
            return fgetc(f) == EOF ? errno : 0;
          }, fed}});
  fclose(f);
}

TEST_F(Eintr, WritevToAFullPipe) {
  iovec one = {&c, 1};
  sweep({{"writev", Restarts, [&] { return error_of(writev(full[1], &one, 1)); }, [&] { drain(); }}});
}

TEST_F(Eintr, SendfileToAFullPipe) {
  char name[] = "eintr.XXXXXX";
  int file = mkstemp(name);
  ASSERT_EQ(1, write(file, "x", 1));
  sweep({{"sendfile", Restarts, [&] {
            off_t at = 0;
            return error_of(sendfile(full[1], file, &at, 1));
          }, [&] { drain(); }}});
  close(file);
  unlink(name);
}

TEST_F(Eintr, Readiness) {
  pollfd p = {in[0], POLLIN, 0};
  fd_set set;
  FD_ZERO(&set);
  auto readable = [&] {
    FD_SET(in[0], &set);
    return &set;
  };
  auto fed = [&] { feed(); };
  sweep({
      {"poll", AlwaysInterrupted, [&] { return error_of(poll(&p, 1, 20000)); }, fed},
      {"poll, for ever", AlwaysInterrupted, [&] { return error_of(poll(&p, 1, -1)); }, fed},
      {"poll of nothing", AlwaysInterrupted, [&] { return error_of(poll(nullptr, 0, 20000)); }, nothing},
      {"ppoll", AlwaysInterrupted, [&] { return error_of(ppoll(&p, 1, &kLong, nullptr)); }, fed},
      {"select", AlwaysInterrupted, [&] {
         timeval t = {20, 0};
         return error_of(select(in[0] + 1, readable(), nullptr, nullptr, &t));
       }, fed},
      {"pselect", AlwaysInterrupted, [&] { return error_of(pselect(in[0] + 1, readable(), nullptr, nullptr, &kLong, nullptr)); }, fed},
  });
}

TEST_F(Eintr, DescriptorsOfSignalsAndTimers) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &set, &old);
  int sfd = signalfd(-1, &set, 0), tfd = timerfd_create(CLOCK_MONOTONIC, 0);
  ASSERT_LE(0, sfd);
  ASSERT_LE(0, tfd);
  signalfd_siginfo info;
  uint64_t count;
  sweep({
      {"read of a signalfd", Restarts, [&] { return error_of(read(sfd, &info, sizeof info)); }, [] { kill(getpid(), SIGUSR2); }},
      {"read of a timerfd", Restarts, [&] { return error_of(read(tfd, &count, sizeof count)); }, [&] {
         itimerspec soon = {{0, 0}, {0, 1000000}};
         timerfd_settime(tfd, 0, &soon, nullptr);
       }},
  });
  close(sfd);
  close(tfd);
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
}

TEST_F(Eintr, Sleeps) {
  sweep({
      {"nanosleep", AlwaysInterrupted, [] { return error_of(nanosleep(&kLong, nullptr)); }, nothing},
      {"clock_nanosleep", AlwaysInterrupted, [] { return clock_nanosleep(CLOCK_MONOTONIC, 0, &kLong, nullptr); }, nothing},
      {"clock_nanosleep, absolute", AlwaysInterrupted, [] {
         timespec t = later();
         return clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &t, nullptr);
       }, nothing},
      {"usleep", AlwaysInterrupted, [] { return error_of(usleep(900000)); }, nothing},
      {"sleep", AlwaysInterrupted, [] { return sleep(20) > 0 ? EINTR : 0; }, nothing},
      {"thrd_sleep", AlwaysInterrupted, [] { return thrd_sleep(&kLong, nullptr) == -1 ? EINTR : 0; }, nothing},
  });
}

TEST_F(Eintr, WaitsForSignals) {
  sigset_t set, old, none;
  sigemptyset(&none);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &set, &old);
  auto send = [] { kill(getpid(), SIGUSR2); };
  sigset_t suspended = set;
  sweep({
      {"pause", AlwaysInterrupted, [] { return error_of(pause()); }, nothing},
      {"sigsuspend", AlwaysInterrupted, [&] { return error_of(sigsuspend(&suspended)); }, nothing},
      {"sigwaitinfo", AlwaysInterrupted, [&] { return error_of(sigwaitinfo(&set, nullptr)); }, send},
      {"sigtimedwait", AlwaysInterrupted, [&] { return error_of(sigtimedwait(&set, nullptr, &kLong)); }, send},
      {"sigwait", NeverInterrupted, [&] {
         int signo;
         return sigwait(&set, &signo);
       }, send},
  });
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
}

TEST_F(Eintr, Semaphores) {
  sem_t sem;
  sem_init(&sem, 0, 0);
  auto post = [&] { sem_post(&sem); };
  timespec end = later();
  sweep({
      {"sem_wait", Restarts, [&] { return error_of(sem_wait(&sem)); }, post},
      {"sem_timedwait", AlwaysInterrupted, [&] { return error_of(sem_timedwait(&sem, &end)); }, post},
      {"sem_clockwait", AlwaysInterrupted, [&] { return error_of(sem_clockwait(&sem, CLOCK_REALTIME, &end)); }, post},
  });
  sem_destroy(&sem);
}

// A child that only waits to be killed; made anew for each call.
class EintrChild : public Eintr {
protected:
  pid_t child = -1;
  void start(std::function<void()> first = [] {}) {
    int ready[2];
    ASSERT_EQ(0, pipe(ready));
    child = fork();
    if (child == 0) {
      signal(SIGUSR1, SIG_IGN);
      first();
      if (write(ready[1], "r", 1) != 1) _exit(1);
      for (;;) pause();
    }
    if (child < 0) abort(); // and never signal -1
    ASSERT_EQ(1, read(ready[0], &c, 1));
    close(ready[0]);
    close(ready[1]);
  }
  void end() {
    kill(child, SIGKILL);
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {}
  }
  void sweep_children(const char *name, std::function<long()> wait) {
    SCOPED_TRACE(name);
    Blocking b{name, Restarts, [&] { return error_of(wait()); }, [&] { kill(child, SIGKILL); }};
    start();
    EXPECT_EQ(EINTR, pestered(b, 0, 250));
    end();
    start();
    EXPECT_EQ(0, pestered(b, SA_RESTART, 3));
    EXPECT_GE(g_hits, 3);
  }
};

TEST_F(EintrChild, Waits) {
  siginfo_t info;
  sweep_children("wait", [] { return wait(nullptr); });
  sweep_children("waitpid", [&] { return waitpid(child, nullptr, 0); });
  sweep_children("wait4", [&] { return wait4(child, nullptr, 0, nullptr); });
  sweep_children("waitid", [&] { return waitid(P_PID, static_cast<id_t>(child), &info, WEXITED); });
}

TEST_F(EintrChild, LocksOfAnotherProcess) {
  char name[] = "eintr.XXXXXX";
  int file = mkstemp(name);
  ASSERT_EQ(8, write(file, "contents", 8));
  lseek(file, 0, SEEK_SET);
  struct flock whole = {};
  whole.l_type = F_WRLCK;
  auto lock = [&] { fcntl(file, F_SETLKW, &whole); };
  const std::pair<const char *, std::function<int()>> kCalls[] = {
      {"fcntl F_SETLKW", [&] { return fcntl(file, F_SETLKW, &whole); }},
      {"lockf", [&] { return lockf(file, F_LOCK, 8); }},
  };
  for (auto &[name, call] : kCalls) {
    SCOPED_TRACE(name);
    Blocking b{name, Restarts, [&] { return error_of(call()); }, [&] { kill(child, SIGKILL); }};
    start(lock);
    EXPECT_EQ(EINTR, pestered(b, 0, 250));
    EXPECT_EQ(0, pestered(b, SA_RESTART, 3));
    end();
    lockf(file, F_ULOCK, 0);
  }
  close(file);
  unlink(name);
}

TEST_F(Eintr, LocksOfAnotherDescription) {
  char name[] = "eintr.XXXXXX";
  int holder = mkstemp(name), file = open(name, O_RDWR);
  struct flock whole = {};
  auto set = [](int fd, struct flock l, short type, bool wait) {
    l.l_type = type;
    return fcntl(fd, wait ? F_OFD_SETLKW : F_OFD_SETLK, &l);
  };
  ASSERT_EQ(0, flock(holder, LOCK_EX));
  sweep({{"flock", Restarts, [&] { return error_of(flock(file, LOCK_EX)); }, [&] { flock(holder, LOCK_UN); }}});
  flock(file, LOCK_UN);
  ASSERT_EQ(0, set(holder, whole, F_WRLCK, false));
  sweep({{"fcntl F_OFD_SETLKW", Restarts, [&] { return error_of(set(file, whole, F_WRLCK, true)); },
          [&] { set(holder, whole, F_UNLCK, false); }}});
  close(file);
  close(holder);
  unlink(name);
}

// What XSH says "shall not return an error code of [EINTR]".
TEST_F(Eintr, ThreadsNeverSeeIt) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;
  pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
  timespec end = later();
  std::atomic<bool> flag{false}, hold{true};
  // Locks are held by a thread of their own, which lets go when told.
  auto while_held = [&](const char *name, std::function<int()> call, std::function<void()> take, std::function<void()> give) {
    for (int flags : {0, SA_RESTART}) {
      SCOPED_TRACE(name);
      std::atomic<bool> taken{false};
      hold = true;
      std::thread holder([&] {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, nullptr);
        take();
        taken = true;
        while (hold) usleep(1000);
        give();
      });
      while (!taken) usleep(1000);
      EXPECT_EQ(0, pestered({name, NeverInterrupted, call, [&] { hold = false; }}, flags, 3));
      EXPECT_GE(g_hits, 3);
      holder.join();
      give();
    }
  };
  auto lock = [&] { pthread_mutex_lock(&m); };
  auto unlock = [&] { pthread_mutex_unlock(&m); };
  while_held("pthread_mutex_lock", [&] { return pthread_mutex_lock(&m); }, lock, unlock);
  while_held("pthread_mutex_timedlock", [&] { return pthread_mutex_timedlock(&m, &end); }, lock, unlock);
  auto write_lock = [&] { pthread_rwlock_wrlock(&rw); };
  auto rw_unlock = [&] { pthread_rwlock_unlock(&rw); };
  while_held("pthread_rwlock_rdlock", [&] { return pthread_rwlock_rdlock(&rw); }, write_lock, rw_unlock);
  while_held("pthread_rwlock_wrlock", [&] { return pthread_rwlock_wrlock(&rw); }, write_lock, rw_unlock);
  while_held("pthread_rwlock_timedwrlock", [&] { return pthread_rwlock_timedwrlock(&rw, &end); }, write_lock, rw_unlock);

  auto wait = [&](bool timed) {
    int e = 0;
    pthread_mutex_lock(&m);
    while (!flag && !e) e = timed ? pthread_cond_timedwait(&cond, &m, &end) : pthread_cond_wait(&cond, &m);
    pthread_mutex_unlock(&m);
    flag = false;
    return e;
  };
  auto wake = [&] {
    pthread_mutex_lock(&m);
    flag = true;
    pthread_cond_signal(&cond);
    pthread_mutex_unlock(&m);
  };
  sweep({
      {"pthread_cond_wait", NeverInterrupted, [&] { return wait(false); }, wake},
      {"pthread_cond_timedwait", NeverInterrupted, [&] { return wait(true); }, wake},
      {"pthread_join", NeverInterrupted, [&] {
         hold = true;
         sigset_t usr1, old;
         sigemptyset(&usr1);
         sigaddset(&usr1, SIGUSR1);
         pthread_t t;
         pthread_sigmask(SIG_BLOCK, &usr1, &old);
         pthread_create(&t, nullptr, [](void *h) -> void * {
           while (*static_cast<std::atomic<bool> *>(h)) usleep(1000);
           return nullptr;
         }, &hold);
         pthread_sigmask(SIG_SETMASK, &old, nullptr);
         return pthread_join(t, nullptr);
       }, [&] { hold = false; }},
  });
  pthread_barrier_t b;
  pthread_barrier_init(&b, nullptr, 2);
  sweep({{"pthread_barrier_wait", NeverInterrupted, [&] {
            int e = pthread_barrier_wait(&b);
            return e == PTHREAD_BARRIER_SERIAL_THREAD ? 0 : e;
          }, [&] { pthread_barrier_wait(&b); }}});
  pthread_barrier_destroy(&b);
}

} // namespace
