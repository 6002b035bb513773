// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/tools.h"
#include "driver/diagnostics.h"
#include "driver/llvm_programs.h"
#include "driver/response_file.h"

#include <cstdio>

namespace tern {
namespace {

bool is_one_of(const std::string &arg, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names)
    if (arg == name) return true;
  return false;
}

// One argument of GNU as for clang -c; false when it needs no counterpart.
void translate(const Arguments &args, size_t &i, Arguments &command, bool &has_input) {
  const std::string &arg = args[i];
  auto next = [&]() -> std::string {
    if (i + 1 == args.size()) fatal("option '" + arg + "' requires an argument");
    return args[++i];
  };
  if (arg == "-o" || arg == "-I") {
    command.insert(command.end(), {arg, next()});
  } else if (arg == "--defsym") {
    command.push_back("-Wa,--defsym," + next());
  } else if (is_one_of(arg, {"-g", "--gen-debug", "--gstabs", "-gstabs"}) || arg.starts_with("--gdwarf")) {
    command.push_back("-g");
  } else if (is_one_of(arg, {"-W", "--no-warn"})) {
    command.push_back("-Wa,--no-warn");
  } else if (arg == "--32" || arg == "--x32") {
    fatal(arg + ": " TERN_TRIPLE " has no 32-bit ABI");
  } else if (is_one_of(arg, {"--64", "--warn", "--noexecstack", "--strip-local-absolute", "-Qy", "-Qn"})) {
    return; // so anyway
  } else if (arg == "-" || !arg.starts_with("-")) {
    command.push_back(arg == "--" ? "-" : arg);
    has_input = true;
  } else {
    command.push_back(arg.starts_with("-I") || arg == "-v" ? arg : "-Wa," + arg);
  }
}

} // namespace

int run_as(const Arguments &args) {
  for (const std::string &arg : args)
    if (arg == "--version" || arg == "-version") {
      std::puts("x86_64-pc-cygwin assembler of clang (compatible with GNU as)");
      std::fflush(stdout);
      execute({find_llvm("clang"), "--target=" TERN_TRIPLE, "--version"});
    }
  Arguments expanded = expand_response_files(args);
  // No plugin: the assembler generates what it is told.
  Arguments command = {
      find_llvm("clang"), "--target=" TERN_TRIPLE, "-Wno-unused-command-line-argument", "-c", "-x",
      "assembler"};
  bool has_input = false, has_output = false;
  for (size_t i = 0; i < expanded.size(); ++i) {
    has_output |= expanded[i].starts_with("-o");
    translate(expanded, i, command, has_input);
  }
  if (!has_output) command.insert(command.end(), {"-o", "a.out"});
  if (!has_input) command.push_back("-");
  execute(command);
}

} // namespace tern
