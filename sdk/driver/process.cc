// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/process.h"

#include "driver/diagnostics.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace tern {
namespace {

std::vector<char *> pointers(const Arguments &args) {
  std::vector<char *> result;
  for (const std::string &arg : args) result.push_back(const_cast<char *>(arg.c_str()));
  result.push_back(nullptr);
  return result;
}

// One captured stream of a child.
struct Capture {
  std::string *text;
  int target;
  int ends[2] = {-1, -1};
};

void drain(Capture *captures, size_t count) {
  for (size_t open = count; open > 0;) {
    pollfd fds[2];
    for (size_t i = 0; i < count; ++i) fds[i] = {captures[i].ends[0], POLLIN, 0};
    if (poll(fds, count, -1) < 0 && errno != EINTR) return;
    for (size_t i = 0; i < count; ++i) {
      if (fds[i].fd < 0 || !fds[i].revents) continue;
      char buffer[65536];
      ssize_t got = read(fds[i].fd, buffer, sizeof buffer);
      if (got > 0) {
        captures[i].text->append(buffer, static_cast<size_t>(got));
      } else if (got == 0 || errno != EINTR) {
        close(fds[i].fd);
        captures[i].ends[0] = -1;
        --open;
      }
    }
  }
}

// What a signal handler ends; zero without a child.
volatile pid_t running_child;

int wait_for(pid_t pid, const std::string &program) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return 1;
  running_child = 0;
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  error(program + " was ended by signal " + std::to_string(WTERMSIG(status)) + " (" +
        strsignal(WTERMSIG(status)) + ")");
  return 128 + WTERMSIG(status);
}

} // namespace

void execute(const Arguments &args) {
  execv(args[0].c_str(), pointers(args).data());
  fatal("cannot execute '" + args[0] + "': " + std::strerror(errno));
}

int run(const Arguments &args, std::string *out, std::string *err) {
  Capture captures[2];
  size_t count = 0;
  if (out) captures[count++] = {out, STDOUT_FILENO};
  if (err) captures[count++] = {err, STDERR_FILENO};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (size_t i = 0; i < count; ++i) {
    if (pipe2(captures[i].ends, O_CLOEXEC) != 0) fatal(std::string("pipe: ") + std::strerror(errno));
    posix_spawn_file_actions_adddup2(&actions, captures[i].ends[1], captures[i].target);
  }
  pid_t pid = -1;
  int failure = posix_spawn(&pid, args[0].c_str(), &actions, nullptr, pointers(args).data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  for (size_t i = 0; i < count; ++i) close(captures[i].ends[1]);
  if (failure) fatal("cannot execute '" + args[0] + "': " + std::strerror(failure));
  running_child = pid;
  drain(captures, count);
  return wait_for(pid, args[0]);
}

void end_running_child(int signal) {
  if (pid_t pid = running_child; pid > 0 && kill(pid, signal) == 0) waitpid(pid, nullptr, 0);
}

std::string shell_line(const Arguments &args, bool quote_all) {
  std::string line;
  for (const std::string &arg : args) {
    bool plain = !arg.empty() && arg.find_first_of(" \t\n\"'\\$`*?[]#~&;()|<>{}!") == std::string::npos;
    line += ' ';
    if (plain && !quote_all) {
      line += arg;
      continue;
    }
    line += '"';
    for (char c : arg) {
      if (c == '"' || c == '\\' || c == '$' || c == '`') line += '\\';
      line += c;
    }
    line += '"';
  }
  return line;
}

} // namespace tern
