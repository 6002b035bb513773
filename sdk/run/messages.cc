// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/messages.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace tern::run {

// One write, so that messages of programs that run at the same time do not mix.
void note(const std::string &text) {
  std::string line = "x86_64-pc-cygwin-run: " + text + "\n";
  [[maybe_unused]] ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

void fail(int status, const std::string &text) {
  note(text);
  exit(status);
}

void fail_errno(int status, const std::string &text) {
  int error = errno;
  fail(status, text + ": " + strerror(error));
}

} // namespace tern::run
