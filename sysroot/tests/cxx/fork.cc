// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exceptions, RTTI and threads in a forked child.
#include <stdexcept>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "thrower.h"

static int in_child() {
  try {
    throw 5;
  } catch (int value) {
    if (value != 5)
      return 1;
  }
  try {
    throw_failure(7);
  } catch (const std::runtime_error &error) {
    auto *failure = dynamic_cast<const Failure *>(&error);
    if (!failure || failure->code != 7)
      return 2;
  }
  int result = 3;
  std::thread([&result] {
    try {
      throw_int();
    } catch (int value) {
      result = value == 42 ? 0 : 4;
    }
  }).join();
  return result;
}

int main() {
  CHECK(in_child() == 0);
  for (int i = 0; i < 2; ++i) {
    pid_t child = fork();
    if (child == 0)
      _exit(in_child());
    int status = -1;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  CHECK(in_child() == 0);
  return check_result();
}
