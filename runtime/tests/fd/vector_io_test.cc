// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <string.h>
#include <string>
#include <sys/uio.h>
#include <unistd.h>

namespace {
struct File {
  int fd;
  explicit File(const char *content) {
    char name[] = "/tmp/tern-vector-XXXXXX";
    fd = mkstemp(name);
    unlink(name);
    EXPECT_EQ(write(fd, content, strlen(content)), static_cast<ssize_t>(strlen(content)));
    lseek(fd, 0, SEEK_SET);
  }
  ~File() { close(fd); }
};
iovec piece(char *base, size_t size) { return {base, size}; }
} // namespace

TEST(VectorIo, EmptyPiecesAreNoEnd) {
  File file("abcdefgh");
  char a[3] = {}, b[4] = {};
  iovec v[] = {piece(a, 0), piece(a, 2), piece(a, 0), piece(b, 3), piece(b, 0)};
  EXPECT_EQ(readv(file.fd, v, 5), 5);
  EXPECT_STREQ(a, "ab");
  EXPECT_STREQ(b, "cde");
  EXPECT_EQ(preadv(file.fd, v, 5, 3), 5);
  EXPECT_STREQ(a, "de");
  EXPECT_STREQ(b, "fgh");
  EXPECT_EQ(lseek(file.fd, 0, SEEK_CUR), 5);
}

TEST(VectorIo, AShortPieceEndsTheCall) {
  File file("abc");
  char a[2], b[4] = "xxx", c[2] = "y";
  iovec v[] = {piece(a, 2), piece(b, 3), piece(c, 1)};
  EXPECT_EQ(readv(file.fd, v, 3), 3);
  EXPECT_EQ(std::string(b), "cxx");
  EXPECT_EQ(c[0], 'y');
  EXPECT_EQ(readv(file.fd, v, 3), 0);
  EXPECT_EQ(preadv(file.fd, v, 3, 2), 1);
}

TEST(VectorIo, WritesAtAnOffset) {
  File file("........");
  char a[] = "12", b[] = "345";
  iovec v[] = {piece(a, 2), piece(b, 0), piece(b, 3)};
  EXPECT_EQ(pwritev(file.fd, v, 3, 2), 5);
  EXPECT_EQ(writev(file.fd, v, 1), 2);
  char all[9] = {};
  EXPECT_EQ(pread(file.fd, all, 8, 0), 8);
  EXPECT_STREQ(all, "1212345.");
}

TEST(VectorIo, BadArguments) {
  File file("abc");
  char a[1];
  iovec none = piece(a, 0);
  EXPECT_EQ(readv(file.fd, &none, 1), 0);
  EXPECT_EQ(writev(file.fd, &none, 1), 0);
  volatile int negative = -1;
  EXPECT_EQ(readv(file.fd, &none, negative), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(readv(-1, &none, 1), -1);
  EXPECT_EQ(errno, EBADF);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_EQ(preadv(ends[0], &none, 1, 0), -1);
  EXPECT_EQ(errno, ESPIPE);
  EXPECT_EQ(pwritev(ends[1], &none, 1, 0), -1);
  EXPECT_EQ(errno, ESPIPE);
  close(ends[0]), close(ends[1]);
}
