// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 exec family, system and popen.
#include "tests/process/child.h"
#include <signal.h>
#include <stdio.h>

// Runs `body` in a child whose standard output is read.
template <class F> static Outcome in_child(F body) {
  Outcome o;
  int ends[2];
  if (pipe(ends)) return o;
  pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], 1);
    close(ends[0]), close(ends[1]);
    body();
    _exit(127);
  }
  close(ends[1]);
  o.output = read_all(ends[0]);
  close(ends[0]);
  o.status = wait_status(pid);
  return o;
}

TEST(Exec, KeepsPidAndParent) {
  std::string program = reporter_path();
  pid_t parent = getpid();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 1);
    execl(program.c_str(), "reporter", "ids", static_cast<char *>(nullptr));
    _exit(127);
  }
  close(ends[1]);
  long pid, ppid;
  ASSERT_EQ(sscanf(read_all(ends[0]).c_str(), "%ld %ld", &pid, &ppid), 2);
  EXPECT_EQ(pid, child);
  EXPECT_EQ(ppid, parent);
  EXPECT_EQ(wait_status(child), 0);
  close(ends[0]);
}

TEST(Exec, TwiceInARow) {
  std::string program = reporter_path();
  Outcome o = in_child([&] {
    execl(program.c_str(), "reporter", "exec", program.c_str(), "exec", program.c_str(), "exit", "23", static_cast<char *>(nullptr));
  });
  EXPECT_EQ(WEXITSTATUS(o.status), 23);
}

#ifdef __CYGWIN__
// For a native parent the old process stays and follows: its helper must not take the wake-ups of the new one's.
TEST(Exec, ProgramsThatCatchSignalsUnderANativeParent) {
  const char *argv[] = {"cmd.exe", "/c", "reporter.exe catch ./reporter catch ./reporter catch", nullptr};
  for (int i = 0; i < 5; ++i) {
    pid_t pid;
    ASSERT_EQ(posix_spawn(&pid, "/cygdrive/c/windows/system32/cmd.exe", nullptr, nullptr, const_cast<char **>(argv), environ), 0);
    EXPECT_EQ(WEXITSTATUS(wait_status(pid)), 23);
  }
}
#endif

TEST(Exec, CloseOnExec) {
  std::string program = reporter_path();
  Outcome o = in_child([&] {
    int keep = open("/dev/null", O_RDONLY), drop = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(keep, 20), dup3(drop, 21, O_CLOEXEC);
    execl(program.c_str(), "reporter", "open", "22", static_cast<char *>(nullptr));
  });
  ASSERT_EQ(o.output.size(), 22u);
  EXPECT_EQ(o.output[20], 'o');
  EXPECT_EQ(o.output[21], '-');
}

TEST(Exec, CaughtSignalsBecomeDefaultIgnoredStay) {
  std::string program = reporter_path(), number = std::to_string(SIGUSR1);
  EXPECT_EQ(in_child([&] {
              signal(SIGUSR1, [](int) {});
              execl(program.c_str(), "reporter", "signals", number.c_str(), static_cast<char *>(nullptr));
            }).output, "open default");
  EXPECT_EQ(in_child([&] {
              signal(SIGUSR1, SIG_IGN);
              execl(program.c_str(), "reporter", "signals", number.c_str(), static_cast<char *>(nullptr));
            }).output, "open ignored");
}

TEST(Exec, Errors) {
  char *argv[] = {const_cast<char *>("x"), nullptr};
  EXPECT_EQ(execv("/no/such/file", argv), -1);
  EXPECT_EQ(errno, ENOENT);
  EXPECT_EQ(execv("", argv), -1);
  EXPECT_EQ(errno, ENOENT);
  EXPECT_EQ(execv("/tmp", argv), -1);
  EXPECT_EQ(errno, EACCES);
  std::string name(5000, 'n');
  EXPECT_EQ(execv(("/" + name).c_str(), argv), -1);
  EXPECT_EQ(errno, ENAMETOOLONG);
}

TEST(Exec, WithTheEnvironmentGiven) {
  std::string program = reporter_path();
  char one[] = "ONLY=this";
  char *environment[] = {one, nullptr};
  EXPECT_EQ(in_child([&] { execle(program.c_str(), "reporter", "env", "ONLY", static_cast<char *>(nullptr), environment); }).output, "this");
}

TEST(System, StatusOfTheCommand) {
  EXPECT_NE(system(nullptr), 0);
  EXPECT_EQ(WEXITSTATUS(system("exit 3")), 3);
  EXPECT_EQ(WEXITSTATUS(system("no-such-command-at-all 2>/dev/null")), 127);
  int status = system("kill -9 $$");
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

TEST(Popen, ReadAndWrite) {
  FILE *f = popen("echo one; echo two", "r");
  ASSERT_TRUE(f);
  char line[100];
  EXPECT_STREQ(fgets(line, sizeof line, f), "one\n");
  EXPECT_STREQ(fgets(line, sizeof line, f), "two\n");
  EXPECT_EQ(fgets(line, sizeof line, f), nullptr);
  EXPECT_EQ(pclose(f), 0);
  f = popen("read x; test \"$x\" = hello", "w");
  ASSERT_TRUE(f);
  fputs("hello\n", f);
  EXPECT_EQ(pclose(f), 0);
  f = popen("exit 5", "r");
  EXPECT_EQ(WEXITSTATUS(pclose(f)), 5);
  EXPECT_EQ(popen("true", "x"), nullptr);
  EXPECT_EQ(errno, EINVAL);
}
