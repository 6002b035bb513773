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
