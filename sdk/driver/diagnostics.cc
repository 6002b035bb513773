// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/diagnostics.h"

#include <cstdio>
#include <cstdlib>

namespace tern {
namespace {

std::string name = "x86_64-pc-cygwin-gcc";

void print(const char *kind, const std::string &text) {
  std::string line = name + ": " + kind + text + "\n";
  std::fputs(line.c_str(), stderr); // one write: lines of parallel jobs stay whole
}

} // namespace

void set_program_name(std::string_view argv0) {
  name = argv0.substr(argv0.rfind('/') + 1);
}
const std::string &program_name() {
  return name;
}

void note(const std::string &text) {
  print("note: ", text);
}
void warning(const std::string &text) {
  print("warning: ", text);
}
void error(const std::string &text) {
  print("error: ", text);
}

void fatal(const std::string &text) {
  print("fatal error: ", text + "\ncompilation terminated.");
  std::exit(1);
}

} // namespace tern
