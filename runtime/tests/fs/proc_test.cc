// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"

class Proc : public Folder {};

TEST_F(Proc, Self) {
  char b[4096] = {};
  ASSERT_GT(readlink("/proc/self/cwd", b, sizeof b - 1), 0);
  EXPECT_EQ(b, folder);
  struct stat st;
  ASSERT_EQ(lstat("/proc/self/exe", &st), 0);
  EXPECT_TRUE(S_ISLNK(st.st_mode));
  ASSERT_EQ(stat("/proc/self/exe", &st), 0);
  EXPECT_TRUE(S_ISREG(st.st_mode));
  std::string text = read_file("/proc/self/stat");
  EXPECT_EQ(atoi(text.c_str()), getpid());
  unsigned long long start = 0; // in ticks of sysconf(_SC_CLK_TCK) since boot
  ASSERT_EQ(1, sscanf(text.c_str() + text.rfind(')'), ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &start));
  double age = atof(read_file("/proc/uptime").c_str()) - static_cast<double>(start) / static_cast<double>(sysconf(_SC_CLK_TCK));
  EXPECT_GT(age, -1);
  EXPECT_LT(age, 600);
  EXPECT_NE(read_file("/proc/self/status").find("Pid:\t" + std::to_string(getpid())), std::string::npos);
  EXPECT_NE(read_file("/proc/self/cmdline").find("tests_"), std::string::npos);
  ASSERT_EQ(stat(("/proc/" + std::to_string(getpid())).c_str(), &st), 0);
  EXPECT_TRUE(S_ISDIR(st.st_mode));
  EXPECT_ERRNO(stat("/proc/self/nothing", &st), ENOENT);
}

TEST_F(Proc, DescriptorsOpenWhatTheyStandFor) {
  write_file("f", "content");
  int fd = open("f", O_RDONLY);
  std::string link = "/proc/self/fd/" + std::to_string(fd);
  char b[4096] = {};
  ASSERT_GT(readlink(link.c_str(), b, sizeof b - 1), 0);
  EXPECT_EQ(b, folder + "/f");
  EXPECT_EQ(read_file(link.c_str()), "content");
  struct stat st, real;
  ASSERT_EQ(stat(("/dev/fd/" + std::to_string(fd)).c_str(), &st), 0);
  ASSERT_EQ(fstat(fd, &real), 0);
  EXPECT_EQ(st.st_ino, real.st_ino);
  close(fd);
}

TEST_F(Proc, Machine) {
  EXPECT_EQ(read_file("/proc/meminfo").rfind("MemTotal:", 0), 0u);
  EXPECT_GT(atof(read_file("/proc/uptime").c_str()), 0);
  EXPECT_NE(read_file("/proc/cpuinfo").find("processor\t: 0"), std::string::npos);
  EXPECT_NE(read_file("/proc/mounts").find(" / "), std::string::npos);
  EXPECT_ERRNO(open("/proc/missing", O_RDONLY), ENOENT);
}
