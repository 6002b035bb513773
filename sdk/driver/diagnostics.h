// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <string_view>

namespace tern {

// The name that messages begin with: the last component of argv[0], as GCC does.
void set_program_name(std::string_view argv0);
const std::string &program_name();

void note(const std::string &text);
void warning(const std::string &text);
void error(const std::string &text);

// Prints "PROGRAM: fatal error: TEXT" and "compilation terminated.", exits with 1: GCC's form.
[[noreturn]] void fatal(const std::string &text);

} // namespace tern
