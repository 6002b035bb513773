// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"

class Unlink : public Folder {};

TEST_F(Unlink, OpenFileLosesItsNameAtOnce) {
  int fd = open("a", O_CREAT | O_RDWR, 0644);
  ASSERT_EQ(write(fd, "data", 4), 4);
  EXPECT_EQ(unlink("a"), 0);
  EXPECT_FALSE(exists("a"));
  int again = open("a", O_CREAT | O_EXCL | O_WRONLY, 0644);
  EXPECT_GE(again, 0) << "the name can be used again";
  close(again);
  char b[5] = {};
  EXPECT_EQ(pread(fd, b, 4, 0), 4);
  EXPECT_STREQ(b, "data");
  EXPECT_EQ(write(fd, "more", 4), 4);
  close(fd);
}

TEST_F(Unlink, DirectoryOfARemovedOpenFileCanGo) {
  mkdir("d", 0755);
  int fd = open("d/x", O_CREAT | O_RDWR, 0644);
  EXPECT_EQ(unlink("d/x"), 0);
  DIR *d = opendir("d");
  int entries = 0;
  while (readdir(d)) entries++;
  closedir(d);
  EXPECT_EQ(entries, 2);
  EXPECT_EQ(rmdir("d"), 0);
  EXPECT_FALSE(exists("d"));
  close(fd);
}

TEST_F(Unlink, DirectoryThatIsOpenLosesItsName) {
  ASSERT_EQ(mkdir("outer", 0755), 0);
  ASSERT_EQ(mkdir("outer/d", 0755), 0);
  int held = open("outer/d", O_RDONLY | O_DIRECTORY);
  ASSERT_GE(held, 0);
  EXPECT_EQ(rmdir("outer/d"), 0);
  EXPECT_FALSE(exists("outer/d"));
  EXPECT_EQ(mkdir("outer/d", 0755), 0);
  EXPECT_EQ(rmdir("outer/d"), 0);
  EXPECT_EQ(rmdir("outer"), 0) << errno;
  close(held);
  EXPECT_FALSE(exists("outer"));
}

TEST_F(Unlink, Errors) {
  mkdir("d", 0755);
  write_file("d/x", "");
  EXPECT_ERRNO(unlink("missing"), ENOENT);
  EXPECT_EQ(unlink("d"), -1);
  EXPECT_TRUE(errno == EISDIR || errno == EPERM);
  EXPECT_ERRNO(rmdir("d/x"), ENOTDIR);
  EXPECT_EQ(rmdir("d"), -1);
  EXPECT_TRUE(errno == ENOTEMPTY || errno == EEXIST);
  EXPECT_ERRNO(rmdir("d/."), EINVAL);
  EXPECT_ERRNO(unlink("d/x/y"), ENOTDIR);
  EXPECT_EQ(unlink("d/x"), 0);
  EXPECT_EQ(rmdir("d/"), 0);
}

TEST_F(Unlink, ReadOnlyFile) {
  write_file("a", "x", 0444);
  EXPECT_EQ(unlink("a"), 0);
  EXPECT_FALSE(exists("a"));
}

// XSH remove: as rmdir of a directory, as unlink of a file.
TEST_F(Unlink, RemoveTakesFilesAndEmptyDirectories) {
  ASSERT_EQ(mkdir("d", 0700), 0);
  ASSERT_EQ(mkdir("d/e", 0700), 0);
  EXPECT_ERRNO(remove("d"), ENOTEMPTY);
  EXPECT_EQ(remove("d/e"), 0);
  EXPECT_EQ(remove("d"), 0);
  EXPECT_ERRNO(remove("d"), ENOENT);
  close(open("f", O_CREAT | O_WRONLY, 0600));
  EXPECT_EQ(remove("f"), 0);
  EXPECT_ERRNO(access("f", F_OK), ENOENT);
}
