// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"
#include <limits.h>
#include <map>
#include <sys/statvfs.h>
#include <sys/time.h>

class Stat : public Folder {};

TEST_F(Stat, TypesAndSizes) {
  write_file("f", "12345");
  mkdir("d", 0755);
  struct stat st;
  ASSERT_EQ(stat("f", &st), 0);
  EXPECT_TRUE(S_ISREG(st.st_mode));
  EXPECT_EQ(st.st_size, 5);
  EXPECT_EQ(st.st_nlink, 1u);
  EXPECT_EQ(st.st_uid, geteuid());
  ASSERT_EQ(stat("d", &st), 0);
  EXPECT_TRUE(S_ISDIR(st.st_mode));
  ASSERT_EQ(stat("/dev/null", &st), 0);
  EXPECT_TRUE(S_ISCHR(st.st_mode));
  ASSERT_EQ(stat("/", &st), 0);
  EXPECT_TRUE(S_ISDIR(st.st_mode));
}

TEST_F(Stat, ReaddirAgrees) {
  write_file("f", "1");
  mkdir("d", 0755);
  symlink("f", "l");
  DIR *dir = opendir(".");
  ASSERT_NE(dir, nullptr);
  std::map<std::string, dirent> seen;
  while (dirent *e = readdir(dir)) seen[e->d_name] = *e;
  closedir(dir);
  EXPECT_EQ(seen.size(), 5u);
  for (auto *name : {"f", "d", "l", "."}) {
    struct stat st;
    ASSERT_EQ(lstat(name, &st), 0);
    ASSERT_TRUE(seen.count(name));
    EXPECT_EQ(seen[name].d_ino, st.st_ino) << name;
    if (seen[name].d_type != DT_UNKNOWN) EXPECT_EQ(seen[name].d_type, IFTODT(st.st_mode)) << name;
  }
}

TEST_F(Stat, SeekdirAndRewind) {
  for (int i = 0; i < 50; i++) write_file(("f" + std::to_string(i)).c_str(), "");
  DIR *d = opendir(".");
  for (int i = 0; i < 10; i++) ASSERT_NE(readdir(d), nullptr);
  long at = telldir(d);
  std::string name = readdir(d)->d_name;
  while (readdir(d)) {}
  seekdir(d, at);
  EXPECT_EQ(readdir(d)->d_name, name);
  rewinddir(d);
  int n = 0;
  while (readdir(d)) n++;
  EXPECT_EQ(n, 52);
  closedir(d);
}

TEST_F(Stat, Times) {
  write_file("f", "");
  timespec t[2] = {{1000000000, 123456700}, {1100000000, 765432100}};
  ASSERT_EQ(utimensat(AT_FDCWD, "f", t, 0), 0);
  struct stat st;
  ASSERT_EQ(stat("f", &st), 0);
  EXPECT_EQ(st.st_atim.tv_sec, 1000000000);
  EXPECT_EQ(st.st_atim.tv_nsec, 123456700);
  EXPECT_EQ(st.st_mtim.tv_sec, 1100000000);
  EXPECT_EQ(st.st_mtim.tv_nsec, 765432100);
  t[0].tv_nsec = UTIME_OMIT, t[1] = {5, 0};
  ASSERT_EQ(utimensat(AT_FDCWD, "f", t, 0), 0);
  ASSERT_EQ(stat("f", &st), 0);
  EXPECT_EQ(st.st_atim.tv_sec, 1000000000);
  EXPECT_EQ(st.st_mtim.tv_sec, 5);
  t[1].tv_nsec = 1000000000;
  EXPECT_ERRNO(utimensat(AT_FDCWD, "f", t, 0), EINVAL);
  timeval now;
  gettimeofday(&now, nullptr);
  ASSERT_EQ(utimes("f", nullptr), 0);
  ASSERT_EQ(stat("f", &st), 0);
  EXPECT_NEAR(static_cast<double>(st.st_mtim.tv_sec), static_cast<double>(now.tv_sec), 5);
}

TEST_F(Stat, Permissions) {
  for (mode_t mode : {0600, 0644, 0755, 0444, 0700}) {
    write_file("f", "x");
    ASSERT_EQ(chmod("f", mode), 0);
    struct stat st;
    ASSERT_EQ(stat("f", &st), 0);
    EXPECT_EQ(st.st_mode & 0777, mode);
    EXPECT_EQ(access("f", X_OK), mode & 0100 ? 0 : -1);
    int fd = open("f", O_RDONLY);
    ASSERT_EQ(fstat(fd, &st), 0);
    EXPECT_EQ(st.st_mode & 0777, mode);
    close(fd);
    unlink("f");
  }
}

TEST_F(Stat, UmaskCounts) {
  umask(077);
  write_file("f", "", 0666);
  mkdir("d", 0777);
  struct stat st;
  stat("f", &st);
  EXPECT_EQ(st.st_mode & 0777, 0600u);
  stat("d", &st);
  EXPECT_EQ(st.st_mode & 0777, 0700u);
  EXPECT_EQ(umask(022), 077u);
}

TEST_F(Stat, RealpathAndCwd) {
  mkdir("d", 0755);
  symlink("d", "l");
  char b[PATH_MAX];
  ASSERT_NE(realpath("l/../d/.", b), nullptr);
  EXPECT_EQ(b, folder + "/d");
  EXPECT_EQ(realpath("missing", b), nullptr);
  EXPECT_EQ(errno, ENOENT);
  ASSERT_EQ(chdir("l"), 0);
  EXPECT_EQ(getcwd(b, sizeof b), std::string(folder + "/d"));
  ASSERT_EQ(chdir(".."), 0);
  EXPECT_EQ(getcwd(nullptr, 0), folder);
  EXPECT_EQ(getcwd(b, 3), nullptr);
  EXPECT_EQ(errno, ERANGE);
  int fd = open("d", O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(fchdir(fd), 0);
  EXPECT_EQ(getcwd(b, sizeof b), std::string(folder + "/d"));
  close(fd);
  EXPECT_ERRNO(chdir("missing"), ENOENT);
  write_file("plain", "");
  EXPECT_ERRNO(chdir("plain"), ENOTDIR);
}

TEST_F(Stat, Statvfs) {
  struct statvfs v;
  ASSERT_EQ(statvfs(".", &v), 0);
  EXPECT_GT(v.f_blocks, 0u);
  EXPECT_GE(v.f_bfree, v.f_bavail);
  EXPECT_EQ(v.f_namemax, 255u);
  EXPECT_ERRNO(statvfs("missing", &v), ENOENT);
}
