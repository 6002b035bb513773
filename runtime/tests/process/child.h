// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Children of the tests: start the reporter, read what it says, wait for it.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <stdlib.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char **environ;

inline std::string reporter_path() {
  char directory[4096];
  return std::string(getcwd(directory, sizeof directory)) + "/reporter";
}

struct Arguments {
  std::vector<std::string> strings;
  std::vector<char *> pointers;
  Arguments(std::initializer_list<std::string> rest) : strings(rest) {
    strings.insert(strings.begin(), "reporter");
    for (auto &s : strings) pointers.push_back(s.data());
    pointers.push_back(nullptr);
  }
  char *const *get() { return pointers.data(); }
};

inline int wait_status(pid_t pid) {
  int status = -1;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}

inline std::string read_all(int fd) {
  std::string text;
  char b[4096];
  for (ssize_t n; (n = read(fd, b, sizeof b)) > 0;) text.append(b, static_cast<size_t>(n));
  return text;
}

struct Outcome {
  int error = 0, status = -1;
  std::string output;
};

// Starts the reporter with standard output in a pipe, and waits.
inline Outcome run_reporter(Arguments arguments, posix_spawn_file_actions_t *actions = nullptr,
                            posix_spawnattr_t *attributes = nullptr, char *const *environment = environ) {
  Outcome o;
  int ends[2];
  if (pipe(ends)) return o;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  posix_spawn_file_actions_t own;
  if (!actions) posix_spawn_file_actions_init(actions = &own);
  posix_spawn_file_actions_adddup2(actions, ends[1], 1);
  if (ends[1] != 1) posix_spawn_file_actions_addclose(actions, ends[1]);
  pid_t pid;
  o.error = posix_spawn(&pid, reporter_path().c_str(), actions, attributes, arguments.get(), environment);
  close(ends[1]);
  if (!o.error) {
    o.output = read_all(ends[0]);
    o.status = wait_status(pid);
  }
  close(ends[0]);
  posix_spawn_file_actions_destroy(actions);
  return o;
}
