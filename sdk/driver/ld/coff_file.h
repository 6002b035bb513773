// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tern {

// What automatic export wants to know of an object file.
struct CoffSymbols {
  struct Weak {
    std::string name;
    bool is_data;
  };
  std::vector<Weak> weak;                   // weak definitions: not exported by lld
  std::vector<std::string> defined;         // external definitions, the weak ones too
  std::vector<std::string> hidden;          // named by -exclude-symbols directives
  std::vector<std::string> weak_references; // may stay undefined
  bool has_exports = false;                 // dllexport was used
};

// Reads an x86-64 COFF object, the form for many sections included. False for anything else, short import
// objects and damaged files among them: the linker has the better message for these.
bool read_coff_symbols(std::string_view file, CoffSymbols &symbols);

// The function that a short import object (a member of an import library) stands for; empty for anything
// else.
std::string_view imported_function(std::string_view file);

// An object without code that carries directives for the linker.
std::string coff_directive_object(std::string_view directives);

} // namespace tern
