// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"

class Rename : public Folder {};

TEST_F(Rename, Files) {
  write_file("a", "new");
  write_file("b", "old");
  EXPECT_EQ(rename("a", "b"), 0);
  EXPECT_FALSE(exists("a"));
  EXPECT_EQ(read_file("b"), "new");
  EXPECT_ERRNO(rename("missing", "x"), ENOENT);
  EXPECT_ERRNO(rename("b", "missing/x"), ENOENT);
  EXPECT_EQ(rename("b", "b"), 0);
  EXPECT_EQ(read_file("b"), "new");
}

TEST_F(Rename, OverAnOpenTarget) {
  write_file("a", "new");
  write_file("b", "old");
  int fd = open("b", O_RDONLY);
  EXPECT_EQ(rename("a", "b"), 0);
  EXPECT_EQ(read_file("b"), "new");
  char c[4] = {};
  EXPECT_EQ(read(fd, c, 3), 3);
  EXPECT_STREQ(c, "old");
  close(fd);
}

TEST_F(Rename, AnOpenSource) {
  int fd = open("a", O_CREAT | O_RDWR, 0644);
  EXPECT_EQ(rename("a", "b"), 0);
  EXPECT_EQ(write(fd, "x", 1), 1);
  close(fd);
  EXPECT_EQ(read_file("b"), "x");
}

TEST_F(Rename, Directories) {
  mkdir("d", 0755);
  write_file("d/f", "x");
  EXPECT_EQ(rename("d", "e"), 0);
  EXPECT_EQ(read_file("e/f"), "x");
  mkdir("empty", 0755);
  EXPECT_EQ(rename("e", "empty"), 0);
  EXPECT_EQ(read_file("empty/f"), "x");
  mkdir("other", 0755);
  EXPECT_EQ(rename("other", "empty"), -1);
  EXPECT_TRUE(errno == ENOTEMPTY || errno == EEXIST);
  write_file("file", "");
  EXPECT_ERRNO(rename("file", "empty"), EISDIR);
  EXPECT_ERRNO(rename("empty", "file"), ENOTDIR);
  EXPECT_ERRNO(rename("empty", "empty/inside"), EINVAL);
}

TEST_F(Rename, LinksToOneFileStay) {
  write_file("a", "x");
  link("a", "b");
  EXPECT_EQ(rename("a", "b"), 0);
  EXPECT_TRUE(exists("a"));
  EXPECT_TRUE(exists("b"));
}

TEST_F(Rename, SymlinkItself) {
  write_file("t", "x");
  symlink("t", "l");
  EXPECT_EQ(rename("l", "m"), 0);
  struct stat st;
  ASSERT_EQ(lstat("m", &st), 0);
  EXPECT_TRUE(S_ISLNK(st.st_mode));
  EXPECT_TRUE(exists("t"));
}
