// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>

namespace tern {

// The absolute path of a program of the wanted LLVM, for instance find_llvm("clang"): the environment
// variable TERN_<NAME> (TERN_CLANG, TERN_LD_LLD, TERN_LLVM_AR), the folder TERN_LLVM_BIN, NAME-19 in PATH,
// Debian's /usr/lib/llvm-19/bin. Ends the program with the name of the missing package when there is none.
std::string find_llvm(const std::string &name);

// The same, but an empty string where there is none.
std::string find_llvm_or_empty(const std::string &name);

// Finds NAME in PATH; an empty string where there is none.
std::string find_in_path(const std::string &name);

// Whether this clang generates right code only with the plugin: true for the major version that the SDK is
// made for. LLVM 22 and later need no plugin. Any other version ends the program with a message.
bool clang_needs_plugin(const std::string &clang);

} // namespace tern
