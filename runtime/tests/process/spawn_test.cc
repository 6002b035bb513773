// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 posix_spawn: file actions, attributes, and the errno of each step.
#include "tests/process/child.h"
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

TEST(Spawn, RunsAndReturnsStatus) {
  Outcome o = run_reporter({"exit", "42"});
  EXPECT_EQ(o.error, 0);
  EXPECT_TRUE(WIFEXITED(o.status));
  EXPECT_EQ(WEXITSTATUS(o.status), 42);
}

TEST(Spawn, ArgumentsArriveUnchanged) {
  Outcome o = run_reporter({"arguments", "", "a b", "q\"uote", "back\\slash\\", "t\ttab", "new\nline", "*", "\\\"x\\\\\"", "\xc3\xa4\xff"});
  EXPECT_EQ(o.output, "<><a b><q\"uote><back\\slash\\><t\ttab><new\nline><*><\\\"x\\\\\"><\xc3\xa4\xff>");
}

TEST(Spawn, EnvironmentIsTheOneGiven) {
  char one[] = "TERN_TEST_VARIABLE=some value";
  char *environment[] = {one, nullptr};
  EXPECT_EQ(run_reporter({"env", "TERN_TEST_VARIABLE"}, nullptr, nullptr, environment).output, "some value");
  EXPECT_EQ(run_reporter({"env", "HOME"}, nullptr, nullptr, environment).output, "(unset)");
}

TEST(Spawn, ManyArgumentsAndLargeEnvironment) {
  Arguments a{"count"};
  std::string filler(999, 'x');
  a.pointers.pop_back();
  for (int i = 0; i < 1000; i++) a.pointers.push_back(filler.data());
  a.pointers.push_back(nullptr);
  std::string big = "BIG=" + std::string(100000, 'y');
  char *environment[] = {big.data(), nullptr};
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  pid_t pid;
  ASSERT_EQ(posix_spawn(&pid, reporter_path().c_str(), &actions, nullptr, a.get(), environment), 0);
  close(ends[1]);
  EXPECT_EQ(read_all(ends[0]), "1000 1099004");
  EXPECT_EQ(wait_status(pid), 0);
  close(ends[0]);
  posix_spawn_file_actions_destroy(&actions);
}

TEST(Spawn, MissingFile) {
  pid_t pid;
  Arguments a{};
  EXPECT_EQ(posix_spawn(&pid, "/no/such/file", nullptr, nullptr, a.get(), environ), ENOENT);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1); // no zombie
  EXPECT_EQ(errno, ECHILD);
}

TEST(Spawn, DirectoryIsRefused) {
  pid_t pid;
  Arguments a{};
  EXPECT_EQ(posix_spawn(&pid, "/tmp", nullptr, nullptr, a.get(), environ), EACCES);
}

static std::string write_file(const char *content, size_t size, mode_t mode) {
  char name[] = "/tmp/tern-spawn-XXXXXX";
  int fd = mkstemp(name);
  EXPECT_EQ(write(fd, content, size), static_cast<ssize_t>(size));
  fchmod(fd, mode);
  close(fd);
  return name;
}

TEST(Spawn, UnknownFormat) {
  std::string name = write_file("just text\n", 10, 0755);
  pid_t pid;
  Arguments a{};
  EXPECT_EQ(posix_spawn(&pid, name.c_str(), nullptr, nullptr, a.get(), environ), ENOEXEC);
  unlink(name.c_str());
}

TEST(Spawn, TruncatedProgram) {
  std::string name = write_file("MZ", 2, 0755);
  pid_t pid;
  Arguments a{};
  EXPECT_EQ(posix_spawn(&pid, name.c_str(), nullptr, nullptr, a.get(), environ), ENOEXEC);
  unlink(name.c_str());
}

TEST(Spawn, ScriptWithInterpreterAndArgument) {
  std::string text = "#! " + reporter_path() + " arguments\nrest\n";
  std::string name = write_file(text.data(), text.size(), 0755);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  char *argv[] = {const_cast<char *>("ignored"), const_cast<char *>("one"), nullptr};
  pid_t pid;
  ASSERT_EQ(posix_spawn(&pid, name.c_str(), &actions, nullptr, argv, environ), 0);
  close(ends[1]);
  EXPECT_EQ(read_all(ends[0]), "<" + name + "><one>");
  EXPECT_EQ(wait_status(pid), 0);
  close(ends[0]);
  posix_spawn_file_actions_destroy(&actions);
  unlink(name.c_str());
}

TEST(Spawn, ScriptWithMissingInterpreter) {
  std::string name = write_file("#!/no/such/interpreter\n", 23, 0755);
  pid_t pid;
  Arguments a{};
  EXPECT_EQ(posix_spawn(&pid, name.c_str(), nullptr, nullptr, a.get(), environ), ENOENT);
  unlink(name.c_str());
}

TEST(SpawnFileActions, OpenDupClose) {
  std::string name = write_file("file content", 12, 0644);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, name.c_str(), O_RDONLY, 0);
  EXPECT_EQ(run_reporter({"cat"}, &actions).output, "file content");
  unlink(name.c_str());
}

TEST(SpawnFileActions, OpenTakesTheNumberAsked) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 9, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addclose(&actions, 0);
  Outcome o = run_reporter({"open", "10"}, &actions);
  ASSERT_EQ(o.output.size(), 10u);
  EXPECT_EQ(o.output[0], '-');
  EXPECT_EQ(o.output[1], 'o');
  EXPECT_EQ(o.output[9], 'o');
}

TEST(SpawnFileActions, FailureOfEachStepIsTheCallsError) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/no/such/file", O_RDONLY, 0);
  EXPECT_EQ(run_reporter({"cat"}, &actions).error, ENOENT);
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, 200, 5);
  EXPECT_EQ(run_reporter({"cat"}, &actions).error, EBADF);
  posix_spawn_file_actions_init(&actions);
  EXPECT_EQ(posix_spawn_file_actions_addclose(&actions, -1), EBADF);
  EXPECT_EQ(posix_spawn_file_actions_adddup2(&actions, -1, 1), EBADF);
  posix_spawn_file_actions_destroy(&actions);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
}

// No descriptor number is special: each can be closed or overwritten (there is no channel of ours in the table).
TEST(SpawnFileActions, EveryDescriptorNumber) {
  for (int fd = 6; fd < 64; fd++) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDONLY, 0);
    std::string n = std::to_string(fd + 1);
    Outcome o = run_reporter({"open", n}, &actions);
    ASSERT_EQ(o.error, 0);
    ASSERT_EQ(o.output.size(), static_cast<size_t>(fd + 1));
    EXPECT_EQ(o.output[static_cast<size_t>(fd)], 'o') << fd;
    if (fd > 12) fd += 10;
  }
}

TEST(SpawnFileActions, DupOntoItselfClearsCloseOnExec) {
  int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, fd, fd);
  std::string n = std::to_string(fd + 1);
  EXPECT_EQ(run_reporter({"open", n}, &actions).output[static_cast<size_t>(fd)], 'o');
  EXPECT_EQ(run_reporter({"open", n}).output[static_cast<size_t>(fd)], '-');
  EXPECT_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC); // the parent's is as it was
  close(fd);
}

TEST(SpawnFileActions, Chdir) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, "/tmp");
  char before[4096], after[4096];
  ASSERT_TRUE(getcwd(before, sizeof before));
  EXPECT_EQ(run_reporter({"cwd"}, &actions).output, "/tmp");
  ASSERT_TRUE(getcwd(after, sizeof after));
  EXPECT_STREQ(before, after);
}

TEST(SpawnAttributes, SignalMaskAndDefaults) {
  signal(SIGUSR1, SIG_IGN);
  posix_spawnattr_t a;
  posix_spawnattr_init(&a);
  EXPECT_EQ(run_reporter({"signals", std::to_string(SIGUSR1)}).output, "open ignored");
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  posix_spawnattr_setsigmask(&a, &set);
  posix_spawnattr_setsigdefault(&a, &set);
  posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  EXPECT_EQ(run_reporter({"signals", std::to_string(SIGUSR1)}, nullptr, &a).output, "blocked default");
  posix_spawnattr_destroy(&a);
  sigset_t now;
  sigprocmask(SIG_BLOCK, nullptr, &now);
  EXPECT_FALSE(sigismember(&now, SIGUSR1));
  signal(SIGUSR1, SIG_DFL);
}

TEST(SpawnAttributes, ProcessGroupAndSession) {
  posix_spawnattr_t a;
  posix_spawnattr_init(&a);
  posix_spawnattr_setpgroup(&a, 0);
  posix_spawnattr_setflags(&a, POSIX_SPAWN_SETPGROUP);
  long pid, ppid, group, session;
  ASSERT_EQ(sscanf(run_reporter({"ids"}, nullptr, &a).output.c_str(), "%ld %ld %ld %ld", &pid, &ppid, &group, &session), 4);
  EXPECT_EQ(group, pid);
  EXPECT_EQ(ppid, getpid());
  EXPECT_EQ(session, getsid(0));
  ASSERT_EQ(sscanf(run_reporter({"ids"}).output.c_str(), "%ld %ld %ld %ld", &pid, &ppid, &group, &session), 4);
  EXPECT_EQ(group, getpgrp());
  posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSID);
  ASSERT_EQ(sscanf(run_reporter({"ids"}, nullptr, &a).output.c_str(), "%ld %ld %ld %ld", &pid, &ppid, &group, &session), 4);
  EXPECT_EQ(session, pid);
  posix_spawnattr_destroy(&a);
}

TEST(Spawnp, SearchesPath) {
  std::string name = write_file("#!/bin/sh\nexit 7\n", 17, 0755);
  std::string directory = name.substr(0, name.rfind('/')), base = name.substr(name.rfind('/') + 1);
  std::string old = getenv("PATH") ? getenv("PATH") : "";
  setenv("PATH", ("/no/such/directory:" + directory).c_str(), 1);
  char *argv[] = {base.data(), nullptr};
  pid_t pid;
  EXPECT_EQ(posix_spawnp(&pid, base.c_str(), nullptr, nullptr, argv, environ), 0);
  EXPECT_EQ(WEXITSTATUS(wait_status(pid)), 7);
  EXPECT_EQ(posix_spawnp(&pid, "no-such-program", nullptr, nullptr, argv, environ), ENOENT);
  setenv("PATH", old.c_str(), 1);
  unlink(name.c_str());
}
