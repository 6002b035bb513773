// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/partial_link.h"

#include "driver/diagnostics.h"
#include "driver/llvm_programs.h"
#include "driver/response_file.h"

#include <cstdio>

namespace tern {

int partial_link(const std::string &output, const std::vector<std::string> &args, bool verbose) {
  std::string linker = find_in_path("x86_64-w64-mingw32-ld");
  if (linker.empty())
    fatal("-r needs GNU ld for PE, because lld has no partial link: install the package "
          "binutils-mingw-w64-x86-64");
  Arguments command = {linker, "-m", "i386pep", "-r", "-o", output};
  command.insert(command.end(), args.begin(), args.end());
  if (verbose) std::fprintf(stderr, "%s\n", shell_line(command, false).c_str());
  return run(shorten_command(command));
}

} // namespace tern
