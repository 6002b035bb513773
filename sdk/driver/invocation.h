// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/command_line.h"
#include "driver/sdk_layout.h"

namespace tern {

enum class Language { C, Cxx, Preprocessor };

// One call of the driver.
struct Invocation {
  SdkLayout sdk;
  Language language = Language::C;
  CommandLine command;
  std::string sysroot; // --sysroot= or the SDK's
};

// The language that a program name asks for: x86_64-pc-cygwin-g++ gives Cxx, x86_64-pc-cygwin-cpp
// Preprocessor.
Language language_of(const std::string &program);

// Does what the command line asks for; returns the exit status.
int run_driver(const Arguments &args);

} // namespace tern
