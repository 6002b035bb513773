// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A benchmark measures a POSIX call and the raw NT or Win32 call under it in turns, in the same run, and prints the
// ratio of the medians: on a shared machine only that is worth quoting. docs/performance.md
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace bench {

struct Case {
  std::string name;
  unsigned inner;               // calls in one sample
  std::function<void()> posix;  // one call
  std::function<void()> raw;    // the call that it is compared with
};

void add(Case);
// A row is shown as "posix, raw, ratio". Status 0.
int run(int argc, char **argv);

} // namespace bench
