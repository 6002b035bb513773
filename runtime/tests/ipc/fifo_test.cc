// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 mkfifo, mkfifoat, mknod, and open, read, write, poll on FIFOs.
#include <atomic>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <limits.h>
#include <map>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

extern char **environ;

namespace {

class FifoTest : public testing::Test {
protected:
  std::string folder, path;
  void SetUp() override {
    char name[] = "fifo-XXXXXX";
    ASSERT_TRUE(mkdtemp(name));
    folder = name;
    path = folder + "/f";
    ASSERT_EQ(mkfifo(path.c_str(), 0666), 0) << errno;
    signal(SIGPIPE, SIG_IGN);
  }
  void TearDown() override {
    unlink(path.c_str());
    EXPECT_EQ(rmdir(folder.c_str()), 0) << errno;
  }
  int open_it(int flags) { return open(path.c_str(), flags); }
  pid_t peer(std::vector<std::string> arguments, posix_spawn_file_actions_t *actions = nullptr) {
    std::vector<char *> argv{const_cast<char *>("./fifo_peer")};
    for (auto &a : arguments) argv.push_back(a.data());
    argv.push_back(nullptr);
    pid_t pid = -1;
    EXPECT_EQ(posix_spawn(&pid, argv[0], actions, nullptr, argv.data(), environ), 0);
    return pid;
  }
};

int status_of(pid_t pid) {
  int status = -1;
  EXPECT_EQ(waitpid(pid, &status, 0), pid);
  return status;
}
std::string read_all(int fd) {
  std::string all;
  char b[4096];
  for (ssize_t n; (n = read(fd, b, sizeof b)) > 0;) all.append(b, static_cast<size_t>(n));
  return all;
}

} // namespace

TEST_F(FifoTest, LooksLikeAFifo) {
  struct stat st;
  ASSERT_EQ(stat(path.c_str(), &st), 0);
  EXPECT_TRUE(S_ISFIFO(st.st_mode));
  EXPECT_EQ(st.st_size, 0);
  EXPECT_EQ(st.st_nlink, 1u);
  ino_t inode = st.st_ino;
  EXPECT_EQ(mkfifo(path.c_str(), 0600), -1);
  EXPECT_EQ(errno, EEXIST);
  EXPECT_EQ(mkfifo((folder + "/no/f").c_str(), 0600), -1);
  EXPECT_EQ(errno, ENOENT);
  DIR *d = opendir(folder.c_str());
  bool seen = false;
  while (dirent *e = readdir(d))
    if (std::string(e->d_name) == "f") {
      seen = true;
      EXPECT_EQ(e->d_type, DT_FIFO);
      EXPECT_EQ(e->d_ino, inode);
    }
  closedir(d);
  EXPECT_TRUE(seen);
  std::string other = folder + "/g";
  EXPECT_EQ(rename(path.c_str(), other.c_str()), 0);
  ASSERT_EQ(lstat(other.c_str(), &st), 0);
  EXPECT_TRUE(S_ISFIFO(st.st_mode));
  EXPECT_EQ(link(other.c_str(), path.c_str()), 0);
  ASSERT_EQ(stat(path.c_str(), &st), 0);
  EXPECT_EQ(st.st_nlink, 2u);
  EXPECT_TRUE(S_ISFIFO(st.st_mode));
  EXPECT_EQ(unlink(other.c_str()), 0);
}

TEST_F(FifoTest, ModeFollowsUmaskAndChmod) {
  mode_t old = umask(027);
  std::string other = folder + "/m";
  ASSERT_EQ(mknod(other.c_str(), S_IFIFO | 0666, 0), 0);
  umask(old);
  struct stat st;
  ASSERT_EQ(stat(other.c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 0707, 0600u);
  EXPECT_TRUE(S_ISFIFO(st.st_mode));
  ASSERT_EQ(chmod(other.c_str(), 0755), 0);
  ASSERT_EQ(chmod(other.c_str(), 0600), 0);
  ASSERT_EQ(stat(other.c_str(), &st), 0);
  EXPECT_TRUE(S_ISFIFO(st.st_mode));
  EXPECT_EQ(st.st_mode & 0707, 0600u);
  EXPECT_EQ(unlink(other.c_str()), 0);
}

TEST_F(FifoTest, WhatDoesNotApply) {
  int fd = open_it(O_RDWR);
  ASSERT_GE(fd, 0);
  EXPECT_EQ(lseek(fd, 0, SEEK_SET), -1);
  EXPECT_EQ(errno, ESPIPE);
  EXPECT_EQ(ftruncate(fd, 0), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(fsync(fd), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(truncate(path.c_str(), 0), -1);
  EXPECT_EQ(errno, EINVAL);
  char c;
  EXPECT_EQ(pread(fd, &c, 1, 0), -1);
  EXPECT_EQ(errno, ESPIPE);
  EXPECT_EQ(open_it(O_RDONLY | O_DIRECTORY), -1);
  EXPECT_EQ(errno, ENOTDIR);
  struct stat a, b;
  EXPECT_EQ(fstat(fd, &a), 0);
  EXPECT_EQ(stat(path.c_str(), &b), 0);
  EXPECT_EQ(a.st_ino, b.st_ino);
  EXPECT_TRUE(S_ISFIFO(a.st_mode));
  close(fd);
}

TEST_F(FifoTest, NonBlockingOpen) {
  EXPECT_EQ(open_it(O_WRONLY | O_NONBLOCK), -1);
  EXPECT_EQ(errno, ENXIO);
  int r = open_it(O_RDONLY | O_NONBLOCK);
  ASSERT_GE(r, 0);
  char b[16];
  EXPECT_EQ(read(r, b, sizeof b), 0); // no writer: end of file
  int w = open_it(O_WRONLY | O_NONBLOCK);
  ASSERT_GE(w, 0);
  EXPECT_EQ(read(r, b, sizeof b), -1);
  EXPECT_EQ(errno, EAGAIN);
  EXPECT_EQ(write(w, "abc", 3), 3);
  int n = 0;
  EXPECT_EQ(ioctl(r, FIONREAD, &n), 0);
  EXPECT_EQ(n, 3);
  EXPECT_EQ(read(r, b, 2), 2);
  close(w);
  EXPECT_EQ(read(r, b, sizeof b), 1);
  EXPECT_EQ(b[0], 'c');
  EXPECT_EQ(read(r, b, sizeof b), 0);
  w = open_it(O_WRONLY); // again, after the end
  ASSERT_GE(w, 0);
  EXPECT_EQ(write(w, "z", 1), 1);
  EXPECT_EQ(read(r, b, sizeof b), 1);
  close(w);
  close(r);
}

TEST_F(FifoTest, ReadAndWriteAtOnceWaitsForNobody) {
  int fd = open_it(O_RDWR);
  ASSERT_GE(fd, 0);
  EXPECT_EQ(write(fd, "self", 4), 4);
  char b[8];
  EXPECT_EQ(read(fd, b, sizeof b), 4);
  close(fd);
}

TEST_F(FifoTest, WhatNobodyReadGoesWithTheLastClose) {
  int fd = open_it(O_RDWR);
  EXPECT_EQ(write(fd, "lost", 4), 4);
  close(fd);
  fd = open_it(O_RDONLY | O_NONBLOCK);
  char b[8];
  EXPECT_EQ(read(fd, b, sizeof b), 0);
  close(fd);
}

TEST_F(FifoTest, OpenWaitsForTheOtherSide) {
  for (int mine : {O_RDONLY, O_WRONLY}) {
    std::atomic<bool> came{false};
    std::thread other([&] {
      usleep(50000);
      came = true;
      int fd = open_it(mine == O_RDONLY ? O_WRONLY : O_RDONLY);
      EXPECT_GE(fd, 0);
      close(fd);
    });
    int fd = open_it(mine);
    EXPECT_GE(fd, 0);
    EXPECT_TRUE(came);
    other.join();
    close(fd);
  }
}

TEST_F(FifoTest, SignalEndsAWaitingOpen) {
  struct sigaction sa = {};
  sa.sa_handler = [](int) {};
  sigaction(SIGUSR1, &sa, nullptr);
  pthread_t self = pthread_self();
  std::atomic<bool> done{false};
  std::thread other([&] {
    while (!done) {
      usleep(20000);
      pthread_kill(self, SIGUSR1);
    }
  });
  int fd = open_it(O_RDONLY);
  int error = errno;
  done = true;
  other.join();
  EXPECT_EQ(fd, -1);
  EXPECT_EQ(error, EINTR);
  signal(SIGUSR1, SIG_DFL);
  EXPECT_EQ(open_it(O_WRONLY | O_NONBLOCK), -1); // it is no reader any more
  EXPECT_EQ(errno, ENXIO);
}

TEST_F(FifoTest, WriteWithoutReader) {
  int r = open_it(O_RDONLY | O_NONBLOCK), w = open_it(O_WRONLY);
  close(r);
  EXPECT_EQ(write(w, "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
  static volatile sig_atomic_t got;
  got = 0;
  signal(SIGPIPE, [](int s) { got = s; });
  EXPECT_EQ(write(w, "x", 1), -1);
  EXPECT_EQ(got, SIGPIPE);
  r = open_it(O_RDONLY | O_NONBLOCK);
  EXPECT_EQ(write(w, "x", 1), 1);
  close(r);
  close(w);
}

TEST_F(FifoTest, FullAndNonBlocking) {
  int fd = open_it(O_RDWR | O_NONBLOCK);
  std::string block(PIPE_BUF, 'b');
  size_t total = 0;
  ssize_t n;
  while ((n = write(fd, block.data(), block.size())) > 0) {
    EXPECT_EQ(n, static_cast<ssize_t>(block.size()));
    total += static_cast<size_t>(n);
  }
  EXPECT_EQ(errno, EAGAIN);
  pollfd p{fd, POLLIN | POLLOUT, 0};
  EXPECT_EQ(poll(&p, 1, 0), 1);
  EXPECT_EQ(p.revents, POLLIN);
  size_t back = 0;
  std::string b(10000, 0);
  while ((n = read(fd, b.data(), b.size())) > 0) back += static_cast<size_t>(n);
  EXPECT_EQ(back, total);
  EXPECT_EQ(poll(&p, 1, 0), 1);
  EXPECT_EQ(p.revents, POLLOUT);
  close(fd);
}

TEST_F(FifoTest, PollOfAReader) {
  int r = open_it(O_RDONLY | O_NONBLOCK);
  pollfd p{r, POLLIN, 0};
  EXPECT_EQ(poll(&p, 1, 0), 0); // no writer so far is no hang-up
  int w = open_it(O_WRONLY);
  EXPECT_EQ(poll(&p, 1, 0), 0);
  std::thread later([&] {
    usleep(30000);
    EXPECT_EQ(write(w, "x", 1), 1);
  });
  EXPECT_EQ(poll(&p, 1, 5000), 1);
  EXPECT_EQ(p.revents, POLLIN);
  later.join();
  char c;
  EXPECT_EQ(read(r, &c, 1), 1);
  std::thread closer([&] {
    usleep(30000);
    close(w);
  });
  EXPECT_EQ(poll(&p, 1, 5000), 1);
  EXPECT_EQ(p.revents, POLLHUP);
  closer.join();
  close(r);
}

TEST_F(FifoTest, PollOfAWriter) {
  int r = open_it(O_RDONLY | O_NONBLOCK), w = open_it(O_WRONLY | O_NONBLOCK);
  pollfd p{w, POLLOUT, 0};
  EXPECT_EQ(poll(&p, 1, 0), 1);
  EXPECT_EQ(p.revents, POLLOUT);
  std::string block(65536, 'b');
  while (write(w, block.data(), block.size()) > 0) {}
  EXPECT_EQ(poll(&p, 1, 0), 0);
  std::thread drain([&] {
    usleep(30000);
    std::string b(65536, 0);
    EXPECT_GT(read(r, b.data(), b.size()), 0);
  });
  EXPECT_EQ(poll(&p, 1, 5000), 1);
  EXPECT_EQ(p.revents, POLLOUT);
  drain.join();
  close(r);
  EXPECT_EQ(poll(&p, 1, 0), 1);
  EXPECT_TRUE(p.revents & POLLERR);
  close(w);
}

TEST_F(FifoTest, BetweenForkedProcesses) {
  pid_t child = fork();
  if (!child) {
    int fd = open_it(O_WRONLY);
    std::string text(200000, 'q');
    _exit(fd < 0 || write(fd, text.data(), text.size()) != static_cast<ssize_t>(text.size()));
  }
  int r = open_it(O_RDONLY);
  ASSERT_GE(r, 0);
  EXPECT_EQ(read_all(r).size(), 200000u);
  EXPECT_EQ(status_of(child), 0);
  close(r);
}

TEST_F(FifoTest, DescriptorsAreSharedOverFork) {
  int r = open_it(O_RDONLY | O_NONBLOCK), w = open_it(O_WRONLY);
  fcntl(r, F_SETFL, 0);
  pid_t child = fork();
  if (!child) {
    close(r);
    usleep(50000);
    _exit(write(w, "child", 5) != 5);
  }
  close(w);
  EXPECT_EQ(read_all(r), "child"); // no end before the child's
  EXPECT_EQ(status_of(child), 0);
  close(r);
}

TEST_F(FifoTest, BetweenUnrelatedPrograms) {
  pid_t reader = peer({"read", path}), writer = peer({"write", path, "twelve bytes"});
  EXPECT_EQ(status_of(writer), 0);
  EXPECT_EQ(status_of(reader) >> 8, 12);
}

TEST_F(FifoTest, InheritedBySpawn) {
  int r = open_it(O_RDONLY | O_NONBLOCK), w = open_it(O_WRONLY);
  fcntl(r, F_SETFL, 0);
  fcntl(r, F_SETFD, FD_CLOEXEC);
  fcntl(w, F_SETFD, FD_CLOEXEC);
  posix_spawn_file_actions_t a;
  posix_spawn_file_actions_init(&a);
  posix_spawn_file_actions_adddup2(&a, w, 1);
  pid_t child = peer({"say", "inherited"}, &a);
  posix_spawn_file_actions_destroy(&a);
  close(w);
  EXPECT_EQ(read_all(r), "inherited");
  EXPECT_EQ(status_of(child), 0);
  close(r);
}

// A child that execs a program which stays: what was close-on-exec is closed for the others, what was not is open.
TEST_F(FifoTest, CloseOnExec) {
  for (bool kept : {false, true}) {
    int hold[2];
    ASSERT_EQ(pipe(hold), 0);
    int r = open_it(O_RDONLY | O_NONBLOCK), w = open_it(O_WRONLY);
    pid_t child = fork();
    if (!child) {
      close(hold[1]);
      dup2(hold[0], 0);
      if (!kept) fcntl(w, F_SETFD, FD_CLOEXEC);
      execl("./fifo_peer", "fifo_peer", "wait", nullptr);
      _exit(127);
    }
    close(w);
    close(hold[0]);
    pollfd p{r, POLLIN, 0};
    if (!kept) {
      EXPECT_EQ(poll(&p, 1, 5000), 1);
      EXPECT_EQ(p.revents, POLLHUP);
      close(hold[1]);
    } else {
      EXPECT_EQ(poll(&p, 1, 300), 0);
      close(hold[1]);
      EXPECT_EQ(poll(&p, 1, 5000), 1);
      EXPECT_EQ(p.revents, POLLHUP);
    }
    EXPECT_EQ(status_of(child), 0);
    close(r);
  }
}

TEST_F(FifoTest, SeveralWritersKeepRecordsWhole) {
  constexpr int kWriters = 4, kRecords = 200;
  constexpr size_t kSize = 500;
  pid_t child[kWriters];
  for (int i = 0; i < kWriters; i++) {
    child[i] = fork();
    if (!child[i]) {
      int fd = open_it(O_WRONLY);
      std::string record(kSize, static_cast<char>('a' + i));
      for (int k = 0; k < kRecords; k++)
        if (write(fd, record.data(), record.size()) != static_cast<ssize_t>(kSize)) _exit(1);
      _exit(0);
    }
  }
  // The end may come in between when one writer is done before another has opened.
  int hold = open_it(O_RDWR), r = open_it(O_RDONLY);
  std::string all;
  while (all.size() < kWriters * kRecords * kSize) {
    char b[3000];
    ssize_t n = read(r, b, sizeof b);
    ASSERT_GT(n, 0);
    all.append(b, static_cast<size_t>(n));
  }
  std::map<char, int> count;
  for (size_t i = 0; i < all.size(); i += kSize) {
    EXPECT_EQ(all.substr(i, kSize), std::string(kSize, all[i]));
    count[all[i]]++;
  }
  for (int i = 0; i < kWriters; i++) {
    EXPECT_EQ(count[static_cast<char>('a' + i)], kRecords);
    EXPECT_EQ(status_of(child[i]), 0);
  }
  close(r);
  close(hold);
}

TEST_F(FifoTest, SeveralReadersGetEachByteOnce) {
  pid_t reader[3];
  for (auto &p : reader) {
    p = fork();
    if (!p) {
      int fd = open_it(O_RDONLY);
      _exit(static_cast<int>(read_all(fd).size() / 100));
    }
  }
  int w = open_it(O_WRONLY);
  std::string record(100, 'r');
  for (int i = 0; i < 200; i++) {
    EXPECT_EQ(write(w, record.data(), record.size()), 100);
    if (i == 0) usleep(100000); // all have opened by then
  }
  close(w);
  int total = 0;
  for (auto p : reader) total += status_of(p) >> 8;
  EXPECT_GE(total, 198); // a reader's rest of a record is not counted
  EXPECT_LE(total, 200);
}

TEST_F(FifoTest, AKilledWriterIsTheEnd) {
  int r = open_it(O_RDONLY | O_NONBLOCK);
  pid_t child = fork();
  if (!child) {
    int fd = open_it(O_WRONLY);
    if (write(fd, "last", 4) != 4) _exit(1);
    pause();
    _exit(0);
  }
  pollfd p{r, POLLIN, 0};
  EXPECT_EQ(poll(&p, 1, 10000), 1);
  fcntl(r, F_SETFL, 0);
  char b[8];
  EXPECT_EQ(read(r, b, sizeof b), 4);
  kill(child, SIGKILL);
  EXPECT_EQ(read(r, b, sizeof b), 0);
  int status = status_of(child);
  EXPECT_TRUE(WIFSIGNALED(status));
  close(r);
}

TEST_F(FifoTest, AKilledReaderBreaksIt) {
  pid_t child = fork();
  if (!child) {
    int fd = open_it(O_RDONLY);
    pause();
    _exit(fd < 0);
  }
  int w = open_it(O_WRONLY);
  kill(child, SIGKILL);
  std::string block(200000, 'x');
  ssize_t n = write(w, block.data(), block.size()); // what fits, or nothing
  EXPECT_LT(n, static_cast<ssize_t>(block.size()));
  int status = status_of(child);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(write(w, "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
  close(w);
}

TEST_F(FifoTest, StaysOpenWithoutItsName) {
  int r = open_it(O_RDONLY | O_NONBLOCK), w = open_it(O_WRONLY);
  EXPECT_EQ(unlink(path.c_str()), 0);
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0); // the same name is another FIFO
  EXPECT_EQ(open_it(O_WRONLY | O_NONBLOCK), -1);
  EXPECT_EQ(errno, ENXIO);
  EXPECT_EQ(write(w, "x", 1), 1);
  char c;
  EXPECT_EQ(read(r, &c, 1), 1);
  close(r);
  close(w);
}
