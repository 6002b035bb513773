// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 pipe, pipe2, and read and write on them.
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct Ends {
  int fd[2];
  explicit Ends(int flags = 0) { EXPECT_EQ(pipe2(fd, flags), 0); }
  ~Ends() { close_read(), close_write(); }
  void close_read() {
    if (fd[0] >= 0) close(fd[0]);
    fd[0] = -1;
  }
  void close_write() {
    if (fd[1] >= 0) close(fd[1]);
    fd[1] = -1;
  }
};

TEST(Pipe, BytesInOrderAndEndOfFile) {
  Ends p;
  EXPECT_EQ(write(p.fd[1], "hello", 5), 5);
  EXPECT_EQ(write(p.fd[1], " you", 4), 4);
  char b[100];
  EXPECT_EQ(read(p.fd[0], b, 3), 3);
  EXPECT_EQ(std::string(b, 3), "hel");
  p.close_write();
  std::string rest;
  for (ssize_t n; (n = read(p.fd[0], b, sizeof b)) > 0;) rest.append(b, static_cast<size_t>(n));
  EXPECT_EQ(rest, "lo you");
  EXPECT_EQ(read(p.fd[0], b, sizeof b), 0);
}

TEST(Pipe, WrongEndsAndSeek) {
  Ends p;
  char c = 0;
  EXPECT_EQ(read(p.fd[1], &c, 1), -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_EQ(write(p.fd[0], &c, 1), -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_EQ(lseek(p.fd[0], 0, SEEK_SET), -1);
  EXPECT_EQ(errno, ESPIPE);
  struct stat st;
  EXPECT_EQ(fstat(p.fd[0], &st), 0);
  EXPECT_TRUE(S_ISFIFO(st.st_mode));
}

TEST(Pipe, Flags) {
  Ends p(O_CLOEXEC | O_NONBLOCK);
  EXPECT_EQ(fcntl(p.fd[0], F_GETFD), FD_CLOEXEC);
  EXPECT_EQ(fcntl(p.fd[1], F_GETFL) & O_NONBLOCK, O_NONBLOCK);
  EXPECT_EQ(fcntl(p.fd[0], F_GETFL) & O_ACCMODE, O_RDONLY);
  EXPECT_EQ(fcntl(p.fd[1], F_GETFL) & O_ACCMODE, O_WRONLY);
  int fd[2];
  EXPECT_EQ(pipe2(fd, O_CREAT), -1);
  EXPECT_EQ(errno, EINVAL);
}

TEST(Pipe, NonBlockingReadOfAnEmptyPipe) {
  Ends p(O_NONBLOCK);
  char c;
  EXPECT_EQ(read(p.fd[0], &c, 1), -1);
  EXPECT_EQ(errno, EAGAIN);
  EXPECT_EQ(write(p.fd[1], "x", 1), 1);
  EXPECT_EQ(read(p.fd[0], &c, 1), 1);
}

TEST(Pipe, NonBlockingWriteFillsAndThenRefuses) {
  Ends p(O_NONBLOCK);
  std::string block(PIPE_BUF, 'b');
  size_t written = 0;
  for (;;) {
    ssize_t n = write(p.fd[1], block.data(), block.size());
    if (n < 0) break;
    EXPECT_EQ(n, PIPE_BUF); // all or nothing
    written += static_cast<size_t>(n);
    ASSERT_LT(written, 64u << 20);
  }
  EXPECT_EQ(errno, EAGAIN);
  size_t got = 0;
  std::string in(PIPE_BUF, 0);
  while (got < written) {
    ssize_t n = read(p.fd[0], in.data(), in.size());
    if (n < 0 && errno == EAGAIN) continue;
    ASSERT_GT(n, 0);
    got += static_cast<size_t>(n);
  }
  EXPECT_EQ(got, written);
  EXPECT_EQ(write(p.fd[1], block.data(), block.size()), PIPE_BUF);
}

TEST(Pipe, BrokenPipe) {
  signal(SIGPIPE, SIG_IGN);
  Ends p;
  p.close_read();
  EXPECT_EQ(write(p.fd[1], "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
  signal(SIGPIPE, SIG_DFL);
  pid_t pid = fork();
  if (pid == 0) {
    ssize_t n = write(p.fd[1], "x", 1);
    _exit(n < 0 ? 1 : 2);
  }
  int status;
  waitpid(pid, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGPIPE);
}

static void *write_much(void *end) {
  std::string block(1 << 20, 'm');
  ssize_t n = write(*static_cast<int *>(end), block.data(), block.size());
  return reinterpret_cast<void *>(n);
}

TEST(Pipe, LargeWriteBlocksUntilRead) {
  Ends p;
  pthread_t t;
  ASSERT_EQ(pthread_create(&t, nullptr, write_much, &p.fd[1]), 0);
  size_t total = 0;
  char b[10000];
  while (total < 1u << 20) {
    ssize_t n = read(p.fd[0], b, sizeof b);
    ASSERT_GT(n, 0);
    total += static_cast<size_t>(n);
  }
  void *n;
  pthread_join(t, &n);
  EXPECT_EQ(reinterpret_cast<ssize_t>(n), 1 << 20);
}

static volatile sig_atomic_t g_alarms;

TEST(Pipe, BlockedReadIsInterrupted) {
  Ends p;
  struct sigaction a{}, old;
  a.sa_handler = [](int) { g_alarms = g_alarms + 1; };
  sigaction(SIGALRM, &a, &old); // without SA_RESTART
  alarm(1);
  char c;
  EXPECT_EQ(read(p.fd[0], &c, 1), -1);
  EXPECT_EQ(errno, EINTR);
  EXPECT_EQ(g_alarms, 1);
  sigaction(SIGALRM, &old, nullptr);
}

TEST(Pipe, Poll) {
  Ends p;
  pollfd f[2] = {{p.fd[0], POLLIN, 0}, {p.fd[1], POLLOUT, 0}};
  EXPECT_EQ(poll(f, 2, 0), 1);
  EXPECT_EQ(f[0].revents, 0);
  EXPECT_EQ(f[1].revents, POLLOUT);
  EXPECT_EQ(write(p.fd[1], "x", 1), 1);
  EXPECT_EQ(poll(f, 1, -1), 1);
  EXPECT_EQ(f[0].revents, POLLIN);
  char c;
  EXPECT_EQ(read(p.fd[0], &c, 1), 1);
  p.close_write();
  EXPECT_EQ(poll(f, 1, -1), 1);
  EXPECT_TRUE(f[0].revents & POLLHUP);
}

TEST(Pipe, WritersDoNotMix) {
  Ends p;
  constexpr int kWriters = 4, kBlocks = 50;
  for (int w = 0; w < kWriters; w++) {
    pid_t pid = fork();
    ASSERT_GE(pid, 0);
    if (pid == 0) {
      std::string block(PIPE_BUF, static_cast<char>('A' + w));
      for (int i = 0; i < kBlocks; i++)
        if (write(p.fd[1], block.data(), block.size()) != PIPE_BUF) _exit(1);
      _exit(0);
    }
  }
  p.close_write();
  std::string all;
  char b[3000];
  for (ssize_t n; (n = read(p.fd[0], b, sizeof b)) > 0;) all.append(b, static_cast<size_t>(n));
  ASSERT_EQ(all.size(), static_cast<size_t>(kWriters * kBlocks * PIPE_BUF));
  for (size_t i = 0; i < all.size(); i += PIPE_BUF) EXPECT_EQ(all.substr(i, PIPE_BUF), std::string(PIPE_BUF, all[i]));
  for (int w = 0; w < kWriters; w++) {
    int status;
    wait(&status);
    EXPECT_EQ(status, 0);
  }
}
