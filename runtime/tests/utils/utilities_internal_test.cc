// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The SDK's utilities for the target, as scripts use them.
#include <gtest/gtest.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

struct Result {
  int status;
  std::string out;
};
Result run(const std::string &command) {
  Result r{-1, {}};
  FILE *f = popen((command + " 2>&1").c_str(), "r");
  if (!f) return r;
  char b[1024];
  for (size_t n; (n = fread(b, 1, sizeof b, f)) > 0;) r.out.append(b, n);
  r.status = pclose(f);
  while (!r.out.empty() && r.out.back() == '\n') r.out.pop_back();
  return r;
}
std::string lines_with(const std::string &text, const std::string &part) {
  std::string found;
  for (size_t at = 0; at < text.size();) {
    size_t end = text.find('\n', at);
    if (end == std::string::npos) end = text.size();
    std::string line = text.substr(at, end - at);
    if (line.find(part) != std::string::npos) found += line + "\n";
    at = end + 1;
  }
  return found;
}

} // namespace

TEST(Cygpath, Forms) {
  std::string w = run("cygpath -w /tmp/a/b").out, m = run("cygpath -m /tmp/a/b").out;
  ASSERT_GT(w.size(), 9u);
  EXPECT_EQ(w.substr(1, 2), ":\\");
  EXPECT_EQ(w.substr(w.size() - 4), "\\a\\b");
  std::string slashes = w;
  for (char &c : slashes)
    if (c == '\\') c = '/';
  EXPECT_EQ(m, slashes);
  EXPECT_EQ(run("cygpath -u '" + w + "'").out, "/tmp/a/b");
  EXPECT_EQ(run("cygpath '" + m + "'").out, "/tmp/a/b");
  EXPECT_EQ(run("cygpath -w -a . ; pwd").status, 0);
}

TEST(Cygpath, ListsFilesAndErrors) {
  std::string list = run("cygpath -p -w /tmp/x:/tmp/y").out;
  EXPECT_EQ(list.substr(list.find(';')), ";" + run("cygpath -w /tmp/y").out);
  EXPECT_EQ(run("cygpath -p -u '" + list + "'").out, "/tmp/x:/tmp/y");
  EXPECT_EQ(run("printf '/tmp\\n/tmp/z\\n' | cygpath -m -f - | wc -l >/dev/null 2>&1; printf '/tmp/z\\n' | cygpath -m -f -").out, run("cygpath -m /tmp/z").out);
  EXPECT_NE(run("cygpath ''").status, 0);
  EXPECT_EQ(run("cygpath -i ''").status, 0);
  EXPECT_NE(run("cygpath --nonsense").status, 0);
  EXPECT_NE(run("cygpath -W").out.find('/'), std::string::npos);
}

TEST(Mount, ShowsMountsAndTakesThem) {
  Result r = run("mount");
  EXPECT_EQ(r.status, 0);
  EXPECT_FALSE(lines_with(r.out, " on / type ").empty()) << r.out;
  char folder[] = "/tmp/mount-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  std::string native = run(std::string("cygpath -m ") + folder).out;
  std::string place = "/tern-mounted-" + std::to_string(getpid());
  EXPECT_EQ(run("mount '" + native + "' " + place).status, 0);
  EXPECT_FALSE(lines_with(run("mount").out, " on " + place + " ").empty());
  EXPECT_EQ(mkdir((place + "/d").c_str(), 0755), 0);
  struct stat st;
  EXPECT_EQ(stat((std::string(folder) + "/d").c_str(), &st), 0);
  EXPECT_EQ(run("umount " + place).status, 0);
  EXPECT_TRUE(lines_with(run("mount").out, " on " + place + " ").empty());
  EXPECT_NE(run("umount " + place).status, 0);
  rmdir((std::string(folder) + "/d").c_str());
  rmdir(folder);
}

TEST(Accounts, LinesForEtc) {
  passwd *p = getpwuid(getuid());
  ASSERT_NE(p, nullptr);
  std::string name = p->pw_name;
  Result r = run("mkpasswd -c");
  EXPECT_EQ(r.status, 0) << r.out;
  EXPECT_EQ(r.out.substr(0, name.size() + 1), name + ":");
  int colons = 0;
  for (char c : r.out.substr(0, r.out.find('\n'))) colons += c == ':';
  EXPECT_EQ(colons, 6);
  r = run("mkgroup -c");
  EXPECT_EQ(r.status, 0) << r.out;
  EXPECT_NE(r.out.find(":" + std::to_string(getgid()) + ":"), std::string::npos) << r.out;
}

TEST(Acl, GetfaclAndSetfacl) {
  char name[] = "/tmp/acl-XXXXXX";
  close(mkstemp(name));
  chmod(name, 0604);
  Result r = run(std::string("getfacl ") + name);
  EXPECT_EQ(r.status, 0);
  EXPECT_NE(r.out.find(std::string("# file: ") + name), std::string::npos) << r.out;
  EXPECT_NE(r.out.find("user::rw-"), std::string::npos) << r.out;
  EXPECT_NE(r.out.find("other::r--"), std::string::npos) << r.out;
  EXPECT_EQ(run(std::string("setfacl -m other::--- ") + name).status, 0);
  struct stat st;
  stat(name, &st);
  EXPECT_EQ(st.st_mode & 0707, 0600u);
  EXPECT_NE(run("getfacl /tmp/no-such-file").status, 0);
  unlink(name);
}
