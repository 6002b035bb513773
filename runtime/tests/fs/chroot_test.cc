// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"
#include <sys/wait.h>

class Chroot : public Folder {};

TEST_F(Chroot, NothingLeadsOut) {
  mkdir("root", 0755);
  mkdir("root/sub", 0755);
  write_file("root/inside", "in");
  write_file("outside", "out");
  symlink("/inside", "root/link");
  symlink("../../outside", "root/escape");
  std::string absolute = folder + "/outside";
  pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    int failed = 0;
    auto expect = [&](bool ok) { failed += !ok; };
    char b[4096];
    expect(chroot("root") == 0);
    expect(chdir("/sub") == 0);
    expect(getcwd(b, sizeof b) && std::string(b) == "/sub");
    expect(read_file("/inside") == "in");
    expect(read_file("/link") == "in");
    expect(access("/../../outside", F_OK) == -1);
    expect(access("../../outside", F_OK) == -1);
    expect(access("/escape", F_OK) == -1);
    expect(access(absolute.c_str(), F_OK) == -1);
    expect(access("C:\\windows", F_OK) == -1);
    expect(chdir("/../..") == 0 && getcwd(b, sizeof b) && std::string(b) == "/");
    _exit(failed);
  }
  int status;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

// fork, exec and Win32 forms: the root goes along.
TEST_F(Chroot, IsKeptByForkAndByEveryFormOfPath) {
  mkdir("root", 0755);
  mkdir("root/tmp", 0755);
  write_file("root/inside", "in");
  pid_t child = fork();
  if (child == 0) {
    if (chroot("root") || chdir("/")) _exit(100);
    pid_t grandchild = fork();
    if (grandchild == 0) {
      int failed = 0;
      auto expect = [&](bool ok) { failed = failed * 2 + !ok; };
      expect(read_file("/inside") == "in");
      expect(access("/../root/inside", F_OK) == -1);
      expect(access("//localhost/share/x", F_OK) == -1);
      expect(open("/tmp/new", O_CREAT | O_WRONLY, 0644) >= 0); // below the root, not in the system's /tmp
      expect(rename("/tmp/new", "/tmp/../../../other") == 0);
      expect(access("/other", F_OK) == 0);
      expect(symlink("/inside", "/tmp/l") == 0 && read_file("/tmp/l") == "in");
      expect(chroot("/tmp") == 0 && access("/l", F_OK) == -1 && chdir("/..") == 0); // further down, and no way back
      expect(access("inside", F_OK) == -1);
      _exit(failed & 127);
    }
    int status;
    waitpid(grandchild, &status, 0);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 101);
  }
  int status;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_TRUE(exists("root/other"));
}
