// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tern {

struct LinkerInput {
  std::string path;
  bool whole_archive = false;
};

struct AutoExport {
  std::vector<LinkerInput> inputs;       // objects, archives and the rest, in order
  std::vector<std::string> exclude_libs; // archive names, or "ALL": nothing of them is exported
  bool all_symbols = false;              // --export-all-symbols
  bool has_definition_file = false;
};

// lld exports every definition of a DLL without dllexport and .def file, as GNU ld does, but not weak ones.
// Returns directives for the linker (an empty string where none are needed) that add these and take out what
// comes from libraries that must stay private. `export_all` is set when lld has to be told
// --export-all-symbols, because a directive would otherwise count as the program's own choice of exports.
std::string auto_export_directives(const AutoExport &request, bool &export_all);

// Whether an object or a member of an archive defines the symbol.
bool defines_symbol(const std::vector<LinkerInput> &inputs, std::string_view name);

} // namespace tern
