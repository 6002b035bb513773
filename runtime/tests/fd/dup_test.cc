// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

namespace {
int temporary() {
  char name[] = "/tmp/tern-dup-XXXXXX";
  int fd = mkstemp(name);
  unlink(name);
  return fd;
}
} // namespace

TEST(Dup, SharesTheOffset) {
  int a = temporary(), b = dup(a);
  ASSERT_GE(b, 0);
  EXPECT_EQ(write(a, "12345", 5), 5);
  EXPECT_EQ(lseek(b, 0, SEEK_CUR), 5);
  close(a);
  EXPECT_EQ(lseek(b, 2, SEEK_SET), 2);
  close(b);
}

TEST(Dup, LowestNumberIsTaken) {
  int a = dup(0), b = dup(0);
  ASSERT_GT(b, a);
  close(a);
  EXPECT_EQ(dup(0), a);
  close(a), close(b);
}

TEST(Dup, Dup2) {
  int a = temporary();
  EXPECT_EQ(dup2(a, 77), 77);
  EXPECT_EQ(dup2(77, 77), 77);
  EXPECT_EQ(fcntl(77, F_GETFD), 0);
  close(77);
  EXPECT_EQ(dup2(77, 78), -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_EQ(dup2(a, -1), -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_EQ(dup3(a, a, 0), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(dup3(a, 79, O_CLOEXEC), 79);
  EXPECT_EQ(fcntl(79, F_GETFD), FD_CLOEXEC);
  close(79), close(a);
}

TEST(Fcntl, Flags) {
  int a = temporary();
  EXPECT_EQ(fcntl(a, F_GETFL) & O_ACCMODE, O_RDWR);
  EXPECT_EQ(fcntl(a, F_SETFL, O_APPEND), 0);
  EXPECT_TRUE(fcntl(a, F_GETFL) & O_APPEND);
  int b = fcntl(a, F_DUPFD, 50);
  EXPECT_GE(b, 50);
  EXPECT_TRUE(fcntl(b, F_GETFL) & O_APPEND) << "status flags belong to the description";
  EXPECT_EQ(fcntl(a, F_SETFD, FD_CLOEXEC), 0);
  EXPECT_EQ(fcntl(a, F_GETFD), FD_CLOEXEC);
  EXPECT_EQ(fcntl(b, F_GETFD), 0) << "close-on-exec belongs to the descriptor";
  int c = fcntl(a, F_DUPFD_CLOEXEC, 0);
  EXPECT_EQ(fcntl(c, F_GETFD), FD_CLOEXEC);
  EXPECT_EQ(fcntl(a, F_DUPFD, -1), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(fcntl(9999, F_GETFD), -1);
  EXPECT_EQ(errno, EBADF);
  close(a), close(b), close(c);
}

TEST(Devices, NullZeroFullRandom) {
  char b[64];
  int fd = open("/dev/null", O_RDWR);
  EXPECT_EQ(write(fd, "x", 1), 1);
  EXPECT_EQ(read(fd, b, sizeof b), 0);
  close(fd);
  fd = open("/dev/zero", O_RDONLY);
  b[63] = 1;
  EXPECT_EQ(read(fd, b, sizeof b), 64);
  EXPECT_EQ(b[63], 0);
  close(fd);
  fd = open("/dev/full", O_WRONLY);
  EXPECT_EQ(write(fd, "x", 1), -1);
  EXPECT_EQ(errno, ENOSPC);
  close(fd);
  char c[64] = {};
  fd = open("/dev/urandom", O_RDONLY);
  EXPECT_EQ(read(fd, c, sizeof c), 64);
  EXPECT_NE(std::string(c, 64), std::string(64, '\0'));
  close(fd);
}
