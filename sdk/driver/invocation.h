// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/process.h"
#include "driver/sdk_layout.h"

#include <string>

namespace tern {

enum class Language { C, Cxx, Preprocessor };

// One call of the driver.
struct Invocation {
  SdkLayout sdk;
  Language language = Language::C;
  Arguments user; // the arguments as given, response files expanded
  std::string sysroot;
};

// The language that a program name asks for: x86_64-pc-cygwin-g++ gives Cxx, x86_64-pc-cygwin-cpp
// Preprocessor.
Language language_of(const std::string &program);

} // namespace tern
