// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/output_filter.h"

#include "driver/diagnostics.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace tern {
namespace {

pid_t start(const Arguments &command, int &reader) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) fatal("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::vector<char *> argv;
  for (const std::string &arg : command) argv.push_back(const_cast<char *>(arg.c_str()));
  argv.push_back(nullptr);
  pid_t pid = -1;
  int failure = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (failure) fatal("cannot execute '" + command[0] + "': " + std::strerror(failure));
  reader = ends[0];
  return pid;
}

} // namespace

int run_filtered(const Arguments &command, const std::function<void(std::string &line)> &change) {
  int reader = -1;
  pid_t pid = start(command, reader);
  std::FILE *stream = fdopen(reader, "r");
  char *buffer = nullptr;
  size_t capacity = 0;
  ssize_t length;
  while (stream && (length = getline(&buffer, &capacity, stream)) > 0) {
    bool ended = buffer[length - 1] == '\n';
    std::string line(buffer, static_cast<size_t>(length) - ended);
    change(line);
    if (ended) line += '\n';
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) break;
  }
  std::free(buffer);
  if (stream) std::fclose(stream);
  bool written = std::fflush(stdout) == 0;
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
  }
  if (!WIFEXITED(status)) return 128 + WTERMSIG(status);
  return WEXITSTATUS(status) != 0 ? WEXITSTATUS(status) : !written;
}

} // namespace tern
