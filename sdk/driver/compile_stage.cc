// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/compile_stage.h"

#include "driver/diagnostics.h"
#include "driver/file_io.h"
#include "driver/llvm_programs.h"
#include "driver/response_file.h"
#include "driver/temporary_files.h"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <unistd.h>

namespace tern {
namespace {

const char *driver_mode(Language language) {
  switch (language) {
  case Language::Cxx:
    return "--driver-mode=g++";
  case Language::Preprocessor:
    return "--driver-mode=cpp";
  case Language::C:
    break;
  }
  return "--driver-mode=gcc";
}

void add_verbosity(const CommandLine &command, Arguments &args) {
  if (command.verbose) args.push_back("-v");
  if (command.dry_run) args.push_back("-###");
}

// The name that side products of a one-step compile and link get, as GCC has it: prog.exe from a.c gives
// prog-a.
std::string auxiliary_stem(const Invocation &invocation, const std::string &source) {
  const std::string &output = invocation.command.output;
  std::string stem = output.empty() ? "a" : folder_of(output) + stem_of(output);
  return stem + "-" + stem_of(source);
}

// Side products lie beside the output, not beside the temporary object.
void add_side_products(const Invocation &invocation, const std::string &source, Arguments &args) {
  const CommandLine &command = invocation.command;
  std::string stem = auxiliary_stem(invocation, source);
  if (command.dependencies.wanted) {
    if (!command.dependencies.has_file) args.insert(args.end(), {"-MF", stem + ".d"});
    if (!command.dependencies.has_target) args.insert(args.end(), {"-MT", stem_of(source) + ".o"});
  }
  if (command.instrumentation.coverage_notes) {
    char here[PATH_MAX];
    std::string folder = stem[0] == '/' || !getcwd(here, sizeof here) ? "" : std::string(here) + "/";
    for (const char *option : {"-coverage-notes-file=", "-coverage-data-file="})
      args.insert(args.end(), {"-Xclang", option + folder + stem + (option[10] == 'n' ? ".gcno" : ".gcda")});
  }
  // Its file's name would come from the temporary object's.
  if (command.split_dwarf) args.push_back("-gno-split-dwarf");
}

} // namespace

Arguments clang_command(const Invocation &invocation) {
  std::string clang = find_llvm("clang");
  Arguments args = {clang, driver_mode(invocation.language), "--target=" TERN_TRIPLE,
                    // Which of these a stage uses depends on the stage; a warning would help nobody.
                    "--start-no-unused-arguments", "--sysroot=" + invocation.sysroot};
  if (clang_needs_plugin(clang)) args.push_back("-fplugin=" + invocation.sdk.plugin);
  for (const char *flag : {
           "-fgnuc-version=9.5",        // headers and configure scripts decide by it; see docs/how/driver.md
           "-fseh-exceptions",          // unwinding by the tables of Win64
           "-fuse-cxa-atexit",          // destructors run in order across modules
           "-mcx16",                    // each x64 processor Windows 10 runs on has it; the library form has no ABI for Win64
           "-mms-bitfields",            // structure layout of Win32's headers, as GCC does on Cygwin
           "-fdebug-default-version=4", // what gdb for PE and Wine's debugger read
           // GCC 9 warns where clang 19 refuses; older projects, and their configure scripts, rely on that.
           "-Wno-error=implicit-function-declaration", "-Wno-error=implicit-int", "-Wno-error=int-conversion",
           "-Wno-error=incompatible-function-pointer-types", "-Wno-error=return-mismatch",
           "-Wno-override-module",      // the plugin changes the triple after the module has its name
       })
    args.push_back(flag);
  // GCC has these since 7, and old gnulib takes its word for it.
  for (std::string operation : {"add", "sub", "mul"})
    args.push_back("-D__builtin_" + operation + "_overflow_p(a,b,c)=(__extension__({__typeof__(c) tern_result_;"
                   "__builtin_" + operation + "_overflow((a),(b),&tern_result_);}))");
  const Arguments &flags = invocation.command.for_clang;
  bool no_headers = std::find(flags.begin(), flags.end(), "-nostdinc") != flags.end() ||
                    std::find(flags.begin(), flags.end(), "-nostdlibinc") != flags.end();
  if (!no_headers) { // clang asks -nostdinc++ here, but not these
    args.insert(args.end(), {"-stdlib++-isystem", invocation.sysroot + "/usr/include/c++/v1"});
    for (const std::string &prefix : staging_prefixes()) args.insert(args.end(), {"-idirafter", prefix + "/include"});
  }
  args.push_back("--end-no-unused-arguments");
  return args;
}

void compile_only(const Invocation &invocation) {
  Arguments args = clang_command(invocation);
  add_verbosity(invocation.command, args);
  args.insert(args.end(), invocation.command.for_clang.begin(), invocation.command.for_clang.end());
  Arguments shortened = shorten_command(args);
  if (shortened.size() == args.size()) execute(args);
  std::exit(run(shortened)); // the response file has to be removed
}

int compile_source(const Invocation &invocation, const LinkItem &source, std::string &object) {
  object = temporary_file(source.text == "-" ? "stdin" : stem_of(source.text), ".o");
  Arguments args = clang_command(invocation);
  add_verbosity(invocation.command, args);
  const Arguments &flags = invocation.command.compile_flags;
  args.insert(args.end(), flags.begin(), flags.end());
  add_side_products(invocation, source.text, args);
  if (!source.language.empty()) args.insert(args.end(), {"-x", source.language});
  args.insert(args.end(), {"-c", "-o", object, source.text});
  return run(shorten_command(args));
}

} // namespace tern
