// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"

class Link : public Folder {};

TEST_F(Link, SymlinkReadsBackAndIsFollowed) {
  write_file("target", "content");
  ASSERT_EQ(symlink("target", "link"), 0);
  char b[100] = {};
  EXPECT_EQ(readlink("link", b, sizeof b), 6);
  EXPECT_STREQ(b, "target");
  EXPECT_EQ(read_file("link"), "content");
  struct stat st, target;
  ASSERT_EQ(lstat("link", &st), 0);
  EXPECT_TRUE(S_ISLNK(st.st_mode));
  EXPECT_EQ(st.st_size, 6);
  ASSERT_EQ(stat("link", &st), 0);
  ASSERT_EQ(stat("target", &target), 0);
  EXPECT_EQ(st.st_ino, target.st_ino);
  EXPECT_ERRNO(readlink("target", b, sizeof b), EINVAL);
  EXPECT_ERRNO(symlink("x", "target"), EEXIST);
  EXPECT_ERRNO(open("link", O_RDONLY | O_NOFOLLOW), ELOOP);
  EXPECT_EQ(readlink("link", b, 3), 3);
}

TEST_F(Link, ThroughDirectories) {
  mkdir("real", 0755);
  mkdir("real/sub", 0755);
  write_file("real/file", "1");
  write_file("top", "2");
  symlink("real/sub", "short");
  EXPECT_EQ(read_file("short/../file"), "1") << "'..' is the parent of where the link leads";
  symlink(folder.c_str(), "abs");
  EXPECT_EQ(read_file("abs/top"), "2");
  EXPECT_EQ(read_file("abs/abs/short/../file"), "1");
  write_file("short/new", "3");
  EXPECT_EQ(read_file("real/sub/new"), "3");
  struct stat st;
  EXPECT_EQ(lstat("short/", &st), 0);
  EXPECT_TRUE(S_ISDIR(st.st_mode));
}

TEST_F(Link, LoopsAndDangling) {
  symlink("b", "a");
  symlink("a", "b");
  EXPECT_ERRNO(open("a", O_RDONLY), ELOOP);
  EXPECT_ERRNO(open("a/x", O_RDONLY), ELOOP);
  symlink("nowhere", "dangling");
  EXPECT_ERRNO(open("dangling", O_RDONLY), ENOENT);
  EXPECT_ERRNO(open("dangling", O_CREAT | O_EXCL | O_WRONLY, 0644), EEXIST);
  EXPECT_TRUE(exists("dangling"));
  int fd = open("dangling", O_CREAT | O_WRONLY, 0644);
  ASSERT_GE(fd, 0);
  close(fd);
  EXPECT_TRUE(exists("nowhere"));
}

TEST_F(Link, RemovingALinkKeepsItsTarget) {
  write_file("t", "x");
  mkdir("d", 0755);
  write_file("d/inside", "y");
  symlink("t", "l");
  symlink("d", "ld");
  EXPECT_EQ(unlink("l"), 0);
  EXPECT_EQ(unlink("ld"), 0);
  EXPECT_TRUE(exists("t"));
  EXPECT_TRUE(exists("d/inside"));
}

TEST_F(Link, HardLinks) {
  write_file("a", "one");
  ASSERT_EQ(link("a", "b"), 0);
  struct stat a, b;
  ASSERT_EQ(stat("a", &a), 0);
  ASSERT_EQ(stat("b", &b), 0);
  EXPECT_EQ(a.st_ino, b.st_ino);
  EXPECT_EQ(a.st_dev, b.st_dev);
  EXPECT_EQ(a.st_nlink, 2u);
  EXPECT_EQ(unlink("a"), 0);
  EXPECT_EQ(read_file("b"), "one");
  ASSERT_EQ(stat("b", &b), 0);
  EXPECT_EQ(b.st_nlink, 1u);
  write_file("c", "");
  EXPECT_ERRNO(link("b", "c"), EEXIST);
  EXPECT_ERRNO(link("missing", "d"), ENOENT);
  mkdir("dir", 0755);
  EXPECT_ERRNO(link("dir", "dir2"), EPERM);
}

TEST_F(Link, OddNames) {
  const char *names[] = {"a:b", "star*", "ques?tion", "pipe|", "less<more>", "quote\"", "trailing.", "blank ", "\xc3\xa9t\xc3\xa9", "\xff\xfe bytes", "con", "aux.txt", "tab\there", "emoji\xf0\x9f\x90\xa6", "..."};
  for (auto *n : names) {
    write_file(n, n);
    EXPECT_EQ(read_file(n), n);
  }
  DIR *d = opendir(".");
  int seen = 0;
  while (dirent *e = readdir(d))
    for (auto *n : names) seen += std::string(n) == e->d_name;
  closedir(d);
  EXPECT_EQ(seen, static_cast<int>(sizeof names / sizeof *names));
  for (auto *n : names) EXPECT_EQ(unlink(n), 0) << n;
}
