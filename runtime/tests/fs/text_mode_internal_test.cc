// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text mode: O_TEXT and O_BINARY, setmode, stdio, the CYGWIN variable. Linux has none of it.
#include "folder.h"
#include <io.h>
#include <stdio.h>
#include <sys/wait.h>

class TextMode : public Folder {};

TEST_F(TextMode, BinaryUnlessAsked) {
  write_file("f", "a\r\nb\n");
  EXPECT_EQ(read_file("f"), "a\r\nb\n");
}

TEST_F(TextMode, WritingMakesLinesOfDos) {
  int fd = open("f", O_CREAT | O_WRONLY | O_TEXT, 0644);
  EXPECT_EQ(write(fd, "one\ntwo\n", 8), 8);
  EXPECT_EQ(write(fd, "\n", 1), 1);
  close(fd);
  EXPECT_EQ(read_file("f"), "one\r\ntwo\r\n\r\n");
}

TEST_F(TextMode, ReadingMakesLinesOfUnix) {
  write_file("f", "one\r\ntwo\rstays\r\r\nlast\r");
  int fd = open("f", O_RDONLY | O_TEXT);
  std::string all;
  char b[4]; // so that CR and LF come apart
  for (ssize_t n; (n = read(fd, b, sizeof b)) > 0;) all.append(b, static_cast<size_t>(n));
  EXPECT_EQ(all, "one\ntwo\rstays\r\nlast\r");
  close(fd);
}

TEST_F(TextMode, OffsetsCountTheFilesBytes) {
  write_file("f", "a\r\nb\r\n");
  int fd = open("f", O_RDONLY | O_TEXT);
  EXPECT_EQ(lseek(fd, 0, SEEK_END), 6);
  EXPECT_EQ(lseek(fd, 3, SEEK_SET), 3);
  char b[8];
  EXPECT_EQ(read(fd, b, sizeof b), 2);
  EXPECT_EQ(std::string(b, 2), "b\n");
  close(fd);
}

TEST_F(TextMode, SetmodeChangesAndTells) {
  write_file("f", "a\r\n");
  int fd = open("f", O_RDONLY);
  EXPECT_EQ(setmode(fd, O_TEXT), O_BINARY);
  char b[8];
  EXPECT_EQ(read(fd, b, sizeof b), 2);
  EXPECT_EQ(setmode(fd, O_BINARY), O_TEXT);
  lseek(fd, 0, SEEK_SET);
  EXPECT_EQ(read(fd, b, sizeof b), 3);
  close(fd);
  EXPECT_ERRNO(setmode(-1, O_TEXT), EBADF);
}

TEST_F(TextMode, Stdio) {
  FILE *f = fopen("f", "wt");
  fputs("x\ny\n", f);
  fclose(f);
  EXPECT_EQ(read_file("f"), "x\r\ny\r\n");
  char line[16];
  f = fopen("f", "rt");
  ASSERT_NE(fgets(line, sizeof line, f), nullptr);
  EXPECT_STREQ(line, "x\n");
  fclose(f);
  f = fopen("f", "rb");
  ASSERT_NE(fgets(line, sizeof line, f), nullptr);
  EXPECT_STREQ(line, "x\r\n");
  fclose(f);
}

TEST_F(TextMode, PipesHaveNone) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, 0), 0);
  EXPECT_EQ(write(ends[1], "a\n", 2), 2);
  char b[8];
  EXPECT_EQ(read(ends[0], b, sizeof b), 2);
  close(ends[0]), close(ends[1]);
}

// The variable is read once, so in a program of its own.
TEST_F(TextMode, TheVariableOverridesTheMounts) {
  setenv("CYGWIN", "nobinmode", 1);
  EXPECT_EQ(system("echo line > f"), 0);
  unsetenv("CYGWIN");
  EXPECT_EQ(read_file("f"), "line\r\n");
}
