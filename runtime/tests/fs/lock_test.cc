// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <thread>

class FileLock : public Folder {
protected:
  static int lock(int fd, int command, short type, off_t start, off_t length) {
    struct flock l {};
    l.l_type = type, l.l_whence = SEEK_SET, l.l_start = start, l.l_len = length;
    return fcntl(fd, command, &l);
  }
};

TEST_F(FileLock, OpenFileDescriptionLocksExclude) {
  int a = open("f", O_CREAT | O_RDWR, 0644), b = open("f", O_RDWR);
  EXPECT_EQ(lock(a, F_OFD_SETLK, F_WRLCK, 0, 100), 0);
  EXPECT_ERRNO(lock(b, F_OFD_SETLK, F_RDLCK, 50, 10), EAGAIN);
  EXPECT_EQ(lock(b, F_OFD_SETLK, F_WRLCK, 100, 10), 0);
  EXPECT_EQ(lock(a, F_OFD_SETLK, F_UNLCK, 40, 30), 0) << "the middle goes, both ends stay";
  EXPECT_EQ(lock(b, F_OFD_SETLK, F_RDLCK, 50, 10), 0);
  EXPECT_ERRNO(lock(b, F_OFD_SETLK, F_RDLCK, 39, 1), EAGAIN);
  EXPECT_ERRNO(lock(b, F_OFD_SETLK, F_RDLCK, 70, 1), EAGAIN);
  struct flock l {};
  l.l_type = F_WRLCK;
  EXPECT_EQ(fcntl(b, F_OFD_GETLK, &l), 0);
  EXPECT_EQ(l.l_type, F_WRLCK);
  EXPECT_EQ(l.l_start, 0);
  EXPECT_EQ(l.l_len, 40);
  EXPECT_EQ(l.l_pid, -1);
  close(a);
  EXPECT_EQ(lock(b, F_OFD_SETLK, F_WRLCK, 0, 0), 0) << "released by the last close";
  close(b);
}

TEST_F(FileLock, ProcessLocksDoNotExcludeOneself) {
  int a = open("f", O_CREAT | O_RDWR, 0644), b = open("f", O_RDWR);
  EXPECT_EQ(lock(a, F_SETLK, F_WRLCK, 0, 10), 0);
  EXPECT_EQ(lock(b, F_SETLK, F_WRLCK, 0, 10), 0);
  EXPECT_ERRNO(lock(a, F_SETLK, F_WRLCK, -5, 1), EINVAL);
  int r = open("f", O_RDONLY);
  EXPECT_ERRNO(lock(r, F_SETLK, F_WRLCK, 0, 1), EBADF);
  close(a), close(b), close(r);
}

TEST_F(FileLock, Flock) {
  int a = open("f", O_CREAT | O_RDWR, 0644), b = open("f", O_RDWR);
  EXPECT_EQ(flock(a, LOCK_SH), 0);
  EXPECT_EQ(flock(b, LOCK_SH | LOCK_NB), 0);
  EXPECT_ERRNO(flock(a, LOCK_EX | LOCK_NB), EWOULDBLOCK);
  EXPECT_EQ(flock(b, LOCK_UN), 0);
  EXPECT_EQ(flock(a, LOCK_EX | LOCK_NB), 0);
  int c = dup(a);
  close(a);
  EXPECT_ERRNO(flock(b, LOCK_SH | LOCK_NB), EWOULDBLOCK);
  close(c);
  EXPECT_EQ(flock(b, LOCK_EX | LOCK_NB), 0);
  close(b);
}

namespace {

// A child that does what it is told, step by step: each byte it gets is answered by one.
struct Child {
  int to[2], from[2];
  pid_t pid = -1;
  template <class F> explicit Child(F step) {
    if (pipe(to) || pipe(from)) abort();
    pid = fork();
    if (pid) {
      close(to[0]), close(from[1]);
      return;
    }
    close(to[1]), close(from[0]);
    for (char c; read(to[0], &c, 1) == 1;) {
      char answer = static_cast<char>(step(c));
      if (write(from[1], &answer, 1) != 1) break;
    }
    _exit(0);
  }
  void tell(char c) { EXPECT_EQ(write(to[1], &c, 1), 1); }
  int answer() {
    char c = -1;
    EXPECT_EQ(read(from[0], &c, 1), 1);
    return c;
  }
  int ask(char c) { return tell(c), answer(); }
  ~Child() {
    close(to[1]), close(from[0]);
    int status;
    waitpid(pid, &status, 0);
  }
};

} // namespace

TEST_F(FileLock, BetweenProcesses) {
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  EXPECT_EQ(lock(fd, F_SETLK, F_WRLCK, 10, 20), 0);
  EXPECT_EQ(lock(fd, F_SETLK, F_UNLCK, 15, 5), 0);  // two pieces: 10-14, 20-29
  EXPECT_EQ(lock(fd, F_SETLK, F_RDLCK, 25, 10), 0); // 20-24 for writing, 25-34 for reading
  pid_t parent = getpid();
  Child child([&](char what) -> int {
    switch (what) {
    case 'a': return lock(fd, F_SETLK, F_WRLCK, 15, 5) == 0;
    case 'b': return lock(fd, F_SETLK, F_RDLCK, 14, 1) == -1 && (errno == EAGAIN || errno == EACCES);
    case 'c': return lock(fd, F_SETLK, F_RDLCK, 25, 5) == 0;
    case 'd': return lock(fd, F_SETLK, F_WRLCK, 30, 1) == -1;
    case 'e': {
      struct flock l {};
      l.l_type = F_WRLCK, l.l_whence = SEEK_SET, l.l_start = 20, l.l_len = 0;
      return fcntl(fd, F_GETLK, &l) == 0 && l.l_type == F_WRLCK && l.l_start == 20 && l.l_len == 5 && l.l_pid == parent;
    }
    case 'f': return lock(fd, F_SETLK, F_WRLCK, 35, 0) == 0; // to the end, whatever it grows to
    default: return lock(fd, F_SETLK, F_UNLCK, 0, 0) == 0;
    }
  });
  for (char step : std::string("abcdef")) EXPECT_EQ(child.ask(step), 1) << step;
  EXPECT_EQ(lock(fd, F_SETLK, F_RDLCK, 1000000, 1), -1);
  EXPECT_EQ(child.ask('u'), 1);
  EXPECT_EQ(lock(fd, F_SETLK, F_RDLCK, 1000000, 1), 0);
  EXPECT_EQ(lock(fd, F_SETLK, F_WRLCK, 0, 0), 0); // one lock out of all
  struct flock l {};
  l.l_type = F_WRLCK;
  EXPECT_EQ(fcntl(fd, F_GETLK, &l), 0);
  EXPECT_EQ(l.l_type, F_UNLCK); // one's own are none
  close(fd);
}

TEST_F(FileLock, AForkedChildHasNone) {
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  EXPECT_EQ(lock(fd, F_SETLK, F_WRLCK, 0, 1), 0);
  Child child([&](char) { return lock(fd, F_SETLK, F_WRLCK, 0, 1) == -1; });
  EXPECT_EQ(child.ask('x'), 1);
  close(fd);
  EXPECT_EQ(child.ask('x'), 0); // the parent's close let go
}

TEST_F(FileLock, AnyCloseOfTheFileLetsGo) {
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  EXPECT_EQ(lock(fd, F_SETLK, F_WRLCK, 0, 1), 0);
  Child child([&](char) { return lock(fd, F_SETLK, F_WRLCK, 0, 1) == 0; });
  EXPECT_EQ(child.ask('x'), 0);
  close(open("f", O_RDONLY));
  EXPECT_EQ(child.ask('x'), 1);
  close(fd);
}

TEST_F(FileLock, AWaiterGetsItWhenTheHolderIsKilled) {
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  Child holder([&](char) { return lock(fd, F_SETLK, F_WRLCK, 0, 1) == 0; });
  EXPECT_EQ(holder.ask('x'), 1);
  std::thread killer([&] {
    usleep(50000);
    kill(holder.pid, SIGKILL);
  });
  EXPECT_EQ(lock(fd, F_SETLKW, F_WRLCK, 0, 1), 0);
  killer.join();
  close(fd);
}

TEST_F(FileLock, ACircleOfWaitersIsEDEADLK) {
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  Child child([&](char what) {
    if (what == 'a') return lock(fd, F_SETLK, F_WRLCK, 1, 1) == 0;
    return lock(fd, F_SETLKW, F_WRLCK, 0, 1) == 0;
  });
  EXPECT_EQ(lock(fd, F_SETLK, F_WRLCK, 0, 1), 0);
  EXPECT_EQ(child.ask('a'), 1);
  child.tell('w'); // waits for us
  usleep(100000);
  EXPECT_ERRNO(lock(fd, F_SETLKW, F_WRLCK, 1, 1), EDEADLK);
  EXPECT_EQ(lock(fd, F_SETLK, F_UNLCK, 0, 1), 0);
  EXPECT_EQ(child.answer(), 1);
  close(fd);
}

TEST_F(FileLock, ASignalEndsTheWait) {
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  Child holder([&](char) { return lock(fd, F_SETLK, F_WRLCK, 0, 1) == 0; });
  EXPECT_EQ(holder.ask('x'), 1);
  struct sigaction sa = {};
  sa.sa_handler = [](int) {};
  sigaction(SIGUSR1, &sa, nullptr);
  pthread_t self = pthread_self();
  std::thread other([&] {
    usleep(50000);
    pthread_kill(self, SIGUSR1);
  });
  EXPECT_ERRNO(lock(fd, F_SETLKW, F_WRLCK, 0, 1), EINTR);
  other.join();
  signal(SIGUSR1, SIG_DFL);
  close(fd);
}

TEST_F(FileLock, Lockf) {
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  EXPECT_EQ(lseek(fd, 10, SEEK_SET), 10);
  EXPECT_EQ(lockf(fd, F_LOCK, 10), 0);
  EXPECT_EQ(lockf(fd, F_TEST, 10), 0); // one's own
  Child child([&](char what) {
    lseek(fd, 10, SEEK_SET);
    if (what == 't') return lockf(fd, F_TEST, 1) == -1 && (errno == EACCES || errno == EAGAIN);
    if (what == 'b') return lockf(fd, F_TLOCK, -5) == 0; // 5 to 9
    return lockf(fd, F_TLOCK, 1) == -1;
  });
  EXPECT_EQ(child.ask('t'), 1);
  EXPECT_EQ(child.ask('b'), 1);
  EXPECT_EQ(child.ask('l'), 1);
  lseek(fd, 10, SEEK_SET);
  EXPECT_EQ(lockf(fd, F_ULOCK, 0), 0);
  EXPECT_ERRNO(lockf(fd, 99, 0), EINVAL);
  close(fd);
}

TEST_F(FileLock, TwoThatChangeTheirFlockDoNotWaitForEachOther) {
  close(open("f", O_CREAT | O_RDWR, 0644));
  Child child([&](char what) {
    static int own = open("f", O_RDWR);
    if (what == 's') return flock(own, LOCK_SH) == 0;
    return flock(own, LOCK_EX) == 0 && flock(own, LOCK_UN) == 0;
  });
  int fd = open("f", O_RDWR);
  EXPECT_EQ(child.ask('s'), 1);
  EXPECT_EQ(flock(fd, LOCK_SH), 0);
  child.tell('e');
  EXPECT_EQ(flock(fd, LOCK_EX), 0);
  EXPECT_EQ(flock(fd, LOCK_UN), 0);
  EXPECT_EQ(child.answer(), 1);
  close(fd);
}

TEST_F(FileLock, FlockGoesWithTheDescriptionOverFork) {
  int fd = open("f", O_CREAT | O_RDWR, 0644), other = open("f", O_RDWR);
  EXPECT_EQ(flock(fd, LOCK_EX), 0);
  {
    Child child([&](char) { return 1; });
    EXPECT_EQ(child.ask('x'), 1);
    close(fd);
    EXPECT_ERRNO(flock(other, LOCK_EX | LOCK_NB), EWOULDBLOCK); // the child has it
  }
  EXPECT_EQ(flock(other, LOCK_EX | LOCK_NB), 0);
  close(other);
}
