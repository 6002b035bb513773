// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/compile_stage.h"
#include "driver/diagnostics.h"

using namespace tern;

int main(int argc, char **argv) {
  set_program_name(argc > 0 ? argv[0] : "");
  Invocation invocation;
  invocation.sdk = find_sdk();
  invocation.language = language_of(program_name());
  invocation.sysroot = invocation.sdk.sysroot;
  invocation.user.assign(argv + (argc > 0), argv + argc);
  for (const std::string &arg : invocation.user)
    if (arg.starts_with("--sysroot=")) invocation.sysroot = arg.substr(10);
  Arguments command = clang_command(invocation);
  command.insert(command.end(), invocation.user.begin(), invocation.user.end());
  execute(command);
}
