// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 <pwd.h>, <grp.h>, and ids of the process.
#include <errno.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

TEST(Accounts, OwnUser) {
  passwd *p = getpwuid(getuid());
  ASSERT_NE(p, nullptr) << errno;
  std::string name = p->pw_name;
  EXPECT_FALSE(name.empty());
  EXPECT_EQ(p->pw_uid, getuid());
  EXPECT_EQ(p->pw_dir[0], '/');
  EXPECT_EQ(p->pw_shell[0], '/');
  gid_t gid = p->pw_gid;
  p = getpwnam(name.c_str());
  ASSERT_NE(p, nullptr);
  EXPECT_EQ(p->pw_uid, getuid());
  EXPECT_EQ(p->pw_gid, gid);
}

TEST(Accounts, OwnGroup) {
  group *g = getgrgid(getgid());
  ASSERT_NE(g, nullptr) << errno;
  std::string name = g->gr_name;
  EXPECT_FALSE(name.empty());
  ASSERT_NE(g->gr_mem, nullptr);
  g = getgrnam(name.c_str());
  ASSERT_NE(g, nullptr);
  EXPECT_EQ(g->gr_gid, getgid());
}

TEST(Accounts, NobodyIsNoError) {
  errno = 0;
  EXPECT_EQ(getpwnam("no-such-user-here"), nullptr);
  EXPECT_EQ(errno, 0);
  EXPECT_EQ(getgrnam("no-such-group-here"), nullptr);
  EXPECT_EQ(errno, 0);
  passwd entry, *result = &entry;
  char buffer[4096];
  EXPECT_EQ(getpwnam_r("no-such-user-here", &entry, buffer, sizeof buffer, &result), 0);
  EXPECT_EQ(result, nullptr);
  group g, *group_result = &g;
  EXPECT_EQ(getgrnam_r("no-such-group-here", &g, buffer, sizeof buffer, &group_result), 0);
  EXPECT_EQ(group_result, nullptr);
}

TEST(Accounts, ASmallBufferIsERANGE) {
  passwd entry, *result;
  char tiny[2];
  EXPECT_EQ(getpwuid_r(getuid(), &entry, tiny, sizeof tiny, &result), ERANGE);
  EXPECT_EQ(result, nullptr);
  group g, *group_result;
  EXPECT_EQ(getgrgid_r(getgid(), &g, tiny, sizeof tiny, &group_result), ERANGE);
  EXPECT_EQ(group_result, nullptr);
  std::vector<char> enough(static_cast<size_t>(sysconf(_SC_GETPW_R_SIZE_MAX) > 0 ? sysconf(_SC_GETPW_R_SIZE_MAX) : 4096));
  EXPECT_EQ(getpwuid_r(getuid(), &entry, enough.data(), enough.size(), &result), 0);
  ASSERT_EQ(result, &entry);
  EXPECT_GE(entry.pw_name, enough.data());
}

TEST(Accounts, ListsEnd) {
  unsigned users = 0, groups = 0;
  setpwent();
  while (getpwent() && users < 100000) users++;
  endpwent();
  EXPECT_GE(users, 1u);
  EXPECT_LT(users, 100000u);
  setgrent();
  while (getgrent() && groups < 100000) groups++;
  endgrent();
  EXPECT_GE(groups, 1u);
  setpwent(); // from the start again
  unsigned again = 0;
  while (getpwent()) again++;
  endpwent();
  EXPECT_EQ(again, users);
}

TEST(Accounts, GroupLists) {
  int n = getgroups(0, nullptr);
  ASSERT_GE(n, 0);
  std::vector<gid_t> list(static_cast<size_t>(n) + 1);
  EXPECT_EQ(getgroups(n + 1, list.data()), n);
  if (n > 1) {
    EXPECT_EQ(getgroups(1, list.data()), -1);
    EXPECT_EQ(errno, EINVAL);
  }
  passwd *p = getpwuid(getuid());
  ASSERT_NE(p, nullptr);
  std::string name = p->pw_name;
  gid_t some[256];
  int count = 256;
  ASSERT_GE(getgrouplist(name.c_str(), getgid(), some, &count), 1);
  bool seen = false;
  for (int i = 0; i < count; i++) seen |= some[i] == getgid();
  EXPECT_TRUE(seen);
  count = 0;
  EXPECT_EQ(getgrouplist(name.c_str(), getgid(), some, &count), -1);
  EXPECT_GE(count, 1);
}

TEST(Accounts, OwnIdsMayBeSet) {
  EXPECT_EQ(seteuid(geteuid()), 0);
  EXPECT_EQ(setegid(getegid()), 0);
  EXPECT_EQ(setuid(getuid()), 0);
  EXPECT_EQ(setgid(getgid()), 0);
  uid_t r, e, s;
  EXPECT_EQ(getresuid(&r, &e, &s), 0);
  EXPECT_EQ(r, getuid());
  EXPECT_EQ(e, geteuid());
}

TEST(Accounts, AnotherUsersIdsMayNot) {
#ifndef __CYGWIN__
  if (geteuid() == 0) GTEST_SKIP() << "root may";
#endif
  uid_t other = getuid() + 1;
  EXPECT_EQ(setuid(other), -1);
  EXPECT_EQ(errno, EPERM);
  EXPECT_EQ(seteuid(other), -1);
  EXPECT_EQ(errno, EPERM);
}

TEST(Accounts, NewFilesAreOnesOwn) {
  char name[] = "owned-XXXXXX";
  int fd = mkstemp(name);
  struct stat st;
  ASSERT_EQ(fstat(fd, &st), 0);
  EXPECT_EQ(st.st_uid, geteuid());
  close(fd);
  unlink(name);
}
