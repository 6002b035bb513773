// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/invocation.h"

#include "driver/compile_stage.h"
#include "driver/diagnostics.h"
#include "driver/file_io.h"
#include "driver/link_stage.h"
#include "driver/queries.h"
#include "driver/response_file.h"

#include <cstdlib>

namespace tern {
namespace {

// GCC names every missing file before it gives up.
void check_inputs(const CommandLine &command) {
  size_t missing = 0;
  for (const std::string &path : command.inputs) {
    if (path == "-" || exists(path)) continue;
    error(path + ": No such file or directory");
    ++missing;
  }
  if (missing == 0) return;
  if (missing == command.inputs.size()) fatal("no input files");
  std::exit(1);
}

// GNU's cpp takes the output as its second operand.
void take_cpp_output(CommandLine &command) {
  if (command.inputs.size() != 2 || !command.output.empty()) return;
  command.output = command.inputs[1];
  command.inputs.pop_back();
  std::erase(command.for_clang, command.output);
  command.for_clang.insert(command.for_clang.end(), {"-o", command.output});
}

} // namespace

Language language_of(const std::string &program) {
  if (program.ends_with("++")) return Language::Cxx;
  return program.ends_with("-cpp") || program == "cpp" ? Language::Preprocessor : Language::C;
}

int run_driver(const Arguments &args) {
  Invocation invocation;
  invocation.sdk = find_sdk();
  invocation.language = language_of(program_name());
  Arguments expanded = expand_response_files(args);
  invocation.sysroot = invocation.sdk.sysroot;
  if (int status = answer_query(invocation, expanded); status >= 0) return status;

  invocation.command = parse_command_line(expanded);
  CommandLine &command = invocation.command;
  if (!command.sysroot.empty()) invocation.sysroot = command.sysroot;
  if (command.inputs.empty() && command.items.empty()) {
    if (command.verbose || command.dry_run) return show_version(invocation, "-v");
    fatal("no input files");
  }
  if (invocation.language == Language::Preprocessor) {
    take_cpp_output(command);
    command.stops_before_link = true;
  }
  check_inputs(command);
  if (command.stops_before_link && command.inputs.empty()) fatal("no input files");
  if (command.stops_before_link || command.only_headers) compile_only(invocation);
  return compile_and_link(invocation);
}

} // namespace tern
