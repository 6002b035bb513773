// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace tern::run {

struct Options {
  enum Action { kRun, kStop, kPrepare } action = kRun;
  std::string program;
  std::vector<std::string> args; // without the program
  double timeout = 0;            // seconds, 0 = none
  std::string ssh_host;          // not empty: run there
  std::string trace;             // value of TERN_TRACE for the program
  std::string launched_as;       // a launcher's own $0, or empty
  std::string tools;             // folders of target programs, with colons; not empty: instead of TERN_TOOLS
  std::vector<std::pair<std::string, std::string>> environment;
  int debug_port = 0; // not 0: gdb's remote protocol is spoken there, the program waits for it
  bool verbose = false;
};

// Reads the command line, then TERN_RUN and TERN_RUN_TIMEOUT where it is silent. Ends the program for
// --help, --version and wrong use.
Options parse_options(int argc, char **argv);

} // namespace tern::run
