// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/gnu_binutils.h"

#include "driver/diagnostics.h"
#include "driver/llvm_programs.h"

namespace tern {

void execute_gnu(const std::string &name, const Arguments &args, const std::string &what) {
  std::string program = find_in_path("x86_64-w64-mingw32-" + name);
  if (program.empty())
    fatal(what + " needs GNU " + name + " for PE: install the package binutils-mingw-w64-x86-64");
  Arguments command = {program};
  command.insert(command.end(), args.begin(), args.end());
  execute(command);
}

} // namespace tern
