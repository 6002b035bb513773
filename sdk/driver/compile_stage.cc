// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/compile_stage.h"

#include "driver/llvm_programs.h"

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

} // namespace

Arguments clang_command(const Invocation &invocation) {
  std::string clang = find_llvm("clang");
  Arguments args = {clang, driver_mode(invocation.language), "--target=" TERN_TRIPLE,
                    // Which of these a stage uses depends on the stage; a warning would help nobody.
                    "--start-no-unused-arguments", "--sysroot=" + invocation.sysroot};
  if (clang_needs_plugin(clang)) args.push_back("-fplugin=" + invocation.sdk.plugin);
  for (const char *flag : {
           "-fgnuc-version=9.5", // headers and configure scripts decide by __GNUC__; see docs/how/driver.md
           "-fseh-exceptions",   // unwinding by the tables of Win64
           "-fuse-cxa-atexit",   // destructors run in order across modules
           "-mms-bitfields",     // structure layout of Win32's headers, as GCC does on Cygwin
           "-fdebug-default-version=4", // what gdb for PE and Wine's debugger read
           "-Wno-override-module",      // the plugin changes the triple after the module has its name
       })
    args.push_back(flag);
  args.push_back("-stdlib++-isystem");
  args.push_back(invocation.sysroot + "/usr/include/c++/v1");
  args.push_back("--end-no-unused-arguments");
  return args;
}

} // namespace tern
