// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// kill and ps as programs (XCU kill, ps).
#include "child.h"
#include <signal.h>
#include <stdio.h>

namespace {

std::string output_of(const std::string &command) {
  FILE *f = popen((command + " 2>&1").c_str(), "r");
  if (!f) return "popen failed";
  std::string text;
  for (int c; (c = fgetc(f)) != EOF;) text += static_cast<char>(c);
  int status = pclose(f);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text + (status ? " (" + std::to_string(WEXITSTATUS(status)) + ")" : "");
}
std::string trimmed(const std::string &s) {
  size_t a = s.find_first_not_of(' '), b = s.find_last_not_of(' ');
  return a == std::string::npos ? "" : s.substr(a, b - a + 1);
}

pid_t idle_child() {
  pid_t pid = fork();
  if (pid == 0)
    for (;;) pause();
  if (pid < 0) abort(); // and never signal -1
  return pid;
}

TEST(KillUtility, Lists) {
  EXPECT_EQ("KILL", output_of("/bin/kill -l 9"));
  EXPECT_EQ(std::to_string(SIGTERM), output_of("/bin/kill -l TERM"));
  EXPECT_NE(std::string::npos, output_of("/bin/kill -l").find("HUP"));
}

TEST(KillUtility, SendsByNameAndNumber) {
  const std::pair<const char *, int> kWays[] = {{"", SIGTERM}, {"-9 ", SIGKILL}, {"-s INT ", SIGINT}, {"-USR1 ", SIGUSR1}, {"-SIGHUP ", SIGHUP}};
  for (auto &[option, signo] : kWays) {
    pid_t child = idle_child();
    ASSERT_LT(0, child);
    EXPECT_EQ("", output_of(std::string("/bin/kill ") + option + std::to_string(child)));
    int status = wait_status(child);
    EXPECT_TRUE(WIFSIGNALED(status)) << option;
    EXPECT_EQ(signo, WTERMSIG(status)) << option;
  }
}

TEST(KillUtility, SendsToAGroup) {
  pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    for (;;) pause();
  }
  setpgid(child, child);
  EXPECT_EQ("", output_of("/bin/kill -s TERM -- -" + std::to_string(child)));
  EXPECT_EQ(SIGTERM, WTERMSIG(wait_status(child)));
}

TEST(KillUtility, TellsErrors) {
  EXPECT_NE(std::string::npos, output_of("/bin/kill 4194000").find("(1)"));
  EXPECT_EQ(std::string::npos, output_of("/bin/kill -0 " + std::to_string(getpid())).find("("));
  EXPECT_NE(std::string::npos, output_of("/bin/kill -NOSUCH 1").find("("));
}

TEST(PsUtility, ChosenColumnsOfOneProcess) {
  pid_t child = idle_child();
  std::string one = "ps -p " + std::to_string(child) + " -o ";
  EXPECT_EQ(std::to_string(child), trimmed(output_of(one + "pid=")));
  EXPECT_EQ(std::to_string(getpid()), trimmed(output_of(one + "ppid=")));
  std::string text = output_of(one + "pid,pgid,args");
  EXPECT_NE(std::string::npos, text.find("PID"));
  EXPECT_NE(std::string::npos, text.find("tests_"));
  kill(child, SIGSTOP);
  int status;
  waitpid(child, &status, WUNTRACED);
  EXPECT_EQ("T", trimmed(output_of(one + "state=")));
  kill(child, SIGKILL);
  wait_status(child);
  EXPECT_EQ("(1)", trimmed(output_of(one + "pid=")));
}

TEST(PsUtility, AllProcesses) {
  std::string self = std::to_string(getpid());
  for (const char *command : {"ps -e -o pid=", "ps -A -o pid,comm", "ps -ef", "ps ax"}) EXPECT_NE(std::string::npos, output_of(command).find(self)) << command;
}

} // namespace
