// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A new, empty working directory for each test; removed at its end.
#pragma once
#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

class Folder : public testing::Test {
  static void remove_tree(const std::string &path) {
    if (DIR *d = opendir(path.c_str())) {
      while (dirent *e = readdir(d)) {
        std::string name = e->d_name, full = path + "/" + name;
        if (name == "." || name == "..") continue;
        struct stat st;
        if (lstat(full.c_str(), &st) == 0 && S_ISDIR(st.st_mode)) remove_tree(full);
        else unlink(full.c_str());
      }
      closedir(d);
    }
    rmdir(path.c_str());
  }

protected:
  std::string folder;
  void SetUp() override {
    char name[] = "/tmp/tern-test-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    folder = name;
    ASSERT_EQ(chdir(name), 0);
    umask(022);
  }
  void TearDown() override {
    ASSERT_EQ(chdir("/"), 0);
    remove_tree(folder);
  }
  static void write_file(const char *name, const std::string &text, mode_t mode = 0644) {
    int fd = open(name, O_CREAT | O_TRUNC | O_WRONLY, mode);
    ASSERT_GE(fd, 0) << name;
    ASSERT_EQ(write(fd, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ASSERT_EQ(close(fd), 0);
  }
  static std::string read_file(const char *name) {
    int fd = open(name, O_RDONLY);
    if (fd < 0) return "(cannot open)";
    char buffer[4096];
    ssize_t n = read(fd, buffer, sizeof buffer);
    close(fd);
    return n < 0 ? "(cannot read)" : std::string(buffer, static_cast<size_t>(n));
  }
  static bool exists(const char *name) {
    struct stat st;
    return lstat(name, &st) == 0;
  }
};

#define EXPECT_ERRNO(call, code) \
  do { \
    errno = 0; \
    EXPECT_EQ((call), -1); \
    EXPECT_EQ(errno, code); \
  } while (0)
