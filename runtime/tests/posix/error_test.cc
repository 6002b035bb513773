// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// GNU <error.h>: what it writes, and with which name of the program.
#include <errno.h>
#include <error.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

// What `call` writes to standard error in a child, and the child's exit status.
template <class F> static std::string said(int &status, F call) {
  int ends[2];
  if (pipe(ends)) return "no pipe";
  pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], 2);
    call();
    _exit(0);
  }
  close(ends[1]);
  std::string text;
  char b[512];
  for (ssize_t n; (n = read(ends[0], b, sizeof b)) > 0;) text.append(b, static_cast<size_t>(n));
  close(ends[0]);
  waitpid(pid, &status, 0);
  return text;
}

TEST(Error, BeginsWithTheNameTheProgramWasStartedBy) {
  program_invocation_name = const_cast<char *>("some/folder/name");
  int status;
  EXPECT_EQ(said(status, [] { error(0, 0, "%d things", 3); }), "some/folder/name: 3 things\n");
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Error, TellsTheReasonAndEndsTheProgram) {
  program_invocation_name = const_cast<char *>("name");
  int status;
  EXPECT_EQ(said(status, [] { error(7, ENOENT, "file"); }), "name: file: No such file or directory\n");
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(Error, AtLineNamesThePlace) {
  program_invocation_name = const_cast<char *>("name");
  int status;
  EXPECT_EQ(said(status, [] { error_at_line(0, 0, "input", 12, "bad"); }), "name:input:12: bad\n");
}
