// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"

class Open : public Folder {};

TEST_F(Open, CreateReadWriteSeek) {
  int fd = open("a", O_CREAT | O_RDWR, 0644);
  ASSERT_GE(fd, 0);
  EXPECT_EQ(write(fd, "hello", 5), 5);
  EXPECT_EQ(lseek(fd, 1, SEEK_SET), 1);
  char b[8] = {};
  EXPECT_EQ(read(fd, b, sizeof b), 4);
  EXPECT_STREQ(b, "ello");
  EXPECT_EQ(read(fd, b, sizeof b), 0);
  EXPECT_EQ(lseek(fd, 0, SEEK_END), 5);
  EXPECT_ERRNO(lseek(fd, -6, SEEK_CUR), EINVAL);
  EXPECT_EQ(close(fd), 0);
  EXPECT_ERRNO(close(fd), EBADF);
}

TEST_F(Open, Errors) {
  write_file("file", "x");
  mkdir("dir", 0755);
  EXPECT_ERRNO(open("missing", O_RDONLY), ENOENT);
  EXPECT_ERRNO(open("missing/x", O_RDONLY), ENOENT);
  EXPECT_ERRNO(open("file/x", O_RDONLY), ENOTDIR);
  EXPECT_ERRNO(open("file/", O_RDONLY), ENOTDIR);
  EXPECT_ERRNO(open("file", O_RDONLY | O_DIRECTORY), ENOTDIR);
  EXPECT_ERRNO(open("dir", O_WRONLY), EISDIR);
  EXPECT_ERRNO(open("dir", O_RDWR), EISDIR);
  EXPECT_ERRNO(open("file", O_CREAT | O_EXCL | O_WRONLY, 0644), EEXIST);
  EXPECT_ERRNO(open("", O_RDONLY), ENOENT);
  EXPECT_ERRNO(open(std::string(300, 'n').c_str(), O_RDONLY), ENAMETOOLONG);
  EXPECT_ERRNO(open(std::string(5000, 'n').c_str(), O_RDONLY), ENAMETOOLONG);
}

TEST_F(Open, WrongDirectionIsEBADF) {
  write_file("a", "x");
  char c;
  int r = open("a", O_RDONLY), w = open("a", O_WRONLY);
  EXPECT_ERRNO(write(r, "y", 1), EBADF);
  EXPECT_ERRNO(read(w, &c, 1), EBADF);
  close(r), close(w);
}

TEST_F(Open, TruncateAndAppend) {
  write_file("a", "0123456789");
  int fd = open("a", O_WRONLY | O_APPEND);
  lseek(fd, 0, SEEK_SET);
  EXPECT_EQ(write(fd, "ab", 2), 2);
  EXPECT_EQ(lseek(fd, 0, SEEK_CUR), 12);
  close(fd);
  EXPECT_EQ(read_file("a"), "0123456789ab");
  close(open("a", O_WRONLY | O_TRUNC));
  EXPECT_EQ(read_file("a"), "");
}

TEST_F(Open, AppendOfTwoInterleaves) {
  int a = open("log", O_CREAT | O_WRONLY | O_APPEND, 0644), b = open("log", O_WRONLY | O_APPEND);
  for (int i = 0; i < 3; i++) {
    EXPECT_EQ(write(a, "a", 1), 1);
    EXPECT_EQ(write(b, "b", 1), 1);
  }
  close(a), close(b);
  EXPECT_EQ(read_file("log"), "ababab");
}

TEST_F(Open, PreadLeavesTheOffset) {
  int fd = open("a", O_CREAT | O_RDWR, 0644);
  ASSERT_EQ(write(fd, "0123456789", 10), 10);
  lseek(fd, 3, SEEK_SET);
  char b[4] = {};
  EXPECT_EQ(pread(fd, b, 3, 7), 3);
  EXPECT_STREQ(b, "789");
  EXPECT_EQ(pwrite(fd, "XY", 2, 0), 2);
  EXPECT_EQ(lseek(fd, 0, SEEK_CUR), 3);
  EXPECT_EQ(pread(fd, b, 3, 100), 0);
  EXPECT_ERRNO(pread(fd, b, 3, -1), EINVAL);
  EXPECT_EQ(read(fd, b, 3), 3);
  EXPECT_STREQ(b, "345");
  struct stat st;
  fstat(fd, &st);
  EXPECT_EQ(lseek(fd, 0, SEEK_CUR), 6);
  close(fd);
}

TEST_F(Open, ReadOnlyModeStillWritesThroughTheCreatingDescriptor) {
  int fd = open("object", O_CREAT | O_EXCL | O_RDWR, 0444);
  ASSERT_GE(fd, 0);
  EXPECT_EQ(write(fd, "data", 4), 4);
  EXPECT_EQ(pwrite(fd, "D", 1, 0), 1);
  close(fd);
  EXPECT_EQ(read_file("object"), "Data");
  EXPECT_EQ(unlink("object"), 0);
}

TEST_F(Open, SparseWriteAndFtruncate) {
  int fd = open("a", O_CREAT | O_RDWR, 0644);
  EXPECT_EQ(pwrite(fd, "x", 1, 100000), 1);
  struct stat st;
  ASSERT_EQ(fstat(fd, &st), 0);
  EXPECT_EQ(st.st_size, 100001);
  char b[4] = "...";
  EXPECT_EQ(pread(fd, b, 3, 50), 3);
  EXPECT_EQ(std::string(b, 3), std::string(3, '\0'));
  EXPECT_EQ(ftruncate(fd, 10), 0);
  EXPECT_EQ(lseek(fd, 0, SEEK_END), 10);
  EXPECT_EQ(ftruncate(fd, 20), 0);
  EXPECT_EQ(lseek(fd, 0, SEEK_END), 20);
  EXPECT_ERRNO(ftruncate(fd, -1), EINVAL);
  close(fd);
  EXPECT_EQ(truncate("a", 3), 0);
  EXPECT_EQ(read_file("a").size(), 3u);
}

TEST_F(Open, AtFamily) {
  mkdir("d", 0755);
  int d = open("d", O_RDONLY | O_DIRECTORY);
  ASSERT_GE(d, 0);
  int fd = openat(d, "x", O_CREAT | O_WRONLY, 0644);
  ASSERT_GE(fd, 0);
  close(fd);
  struct stat st;
  EXPECT_EQ(fstatat(d, "x", &st, 0), 0);
  EXPECT_EQ(mkdirat(d, "sub", 0755), 0);
  EXPECT_EQ(renameat(d, "x", d, "sub/y"), 0);
  EXPECT_EQ(faccessat(d, "sub/y", R_OK, 0), 0);
  EXPECT_EQ(symlinkat("sub/y", d, "link"), 0);
  char b[20] = {};
  EXPECT_EQ(readlinkat(d, "link", b, sizeof b), 5);
  EXPECT_STREQ(b, "sub/y");
  EXPECT_EQ(unlinkat(d, "link", 0), 0);
  EXPECT_EQ(unlinkat(d, "sub/y", 0), 0);
  EXPECT_EQ(unlinkat(d, "sub", AT_REMOVEDIR), 0);
  EXPECT_ERRNO(openat(fd, "x", O_RDONLY), EBADF);
  close(d);
}

TEST_F(Open, NamelessFileGetsAName) {
  int fd = open(".", O_TMPFILE | O_RDWR, 0600);
  ASSERT_GE(fd, 0) << errno;
  EXPECT_EQ(write(fd, "text", 4), 4);
  std::string self = "/proc/self/fd/" + std::to_string(fd);
  EXPECT_EQ(linkat(AT_FDCWD, self.c_str(), AT_FDCWD, "named", AT_SYMLINK_FOLLOW), 0) << errno;
  EXPECT_ERRNO(linkat(AT_FDCWD, self.c_str(), AT_FDCWD, "named", AT_SYMLINK_FOLLOW), EEXIST);
  close(fd);
  EXPECT_EQ(read_file("named"), "text");
}

TEST_F(Open, TheTerminalOrENXIO) {
  struct stat st;
  ASSERT_EQ(stat("/dev/tty", &st), 0);
  EXPECT_TRUE(S_ISCHR(st.st_mode));
  int fd = open("/dev/tty", O_RDWR);
  if (fd < 0) {
    EXPECT_EQ(errno, ENXIO);
    return;
  }
  EXPECT_TRUE(isatty(fd));
  close(fd);
}
