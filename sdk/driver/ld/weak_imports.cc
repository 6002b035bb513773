// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/weak_imports.h"

#include "driver/file_io.h"
#include "driver/ld/archive_file.h"
#include "driver/ld/coff_file.h"
#include "driver/temporary_files.h"

#include <set>

namespace tern {
namespace {

using Names = std::set<std::string, std::less<>>;

void collect(std::string_view file, Names &wanted, Names &defined) {
  CoffSymbols symbols;
  if (!read_coff_symbols(file, symbols)) return;
  wanted.insert(symbols.weak_references.begin(), symbols.weak_references.end());
  defined.insert(symbols.defined.begin(), symbols.defined.end());
}

} // namespace

std::string weak_import_archive(const std::vector<LinkerInput> &inputs) {
  Names wanted, defined;
  for (const LinkerInput &input : inputs) {
    MappedFile file(input.path);
    // What a static library defines is not taken from a DLL, even where its member stays out of the link.
    auto look = [&](std::string_view member) { collect(member, wanted, defined); };
    if (is_archive(file.data()))
      for_each_member(input.path, file.data(), look);
    else
      look(file.data());
  }
  for (const std::string &name : defined) wanted.erase(name);
  if (wanted.empty()) return {};
  ArchiveWriter imports;
  for (const LinkerInput &input : inputs) {
    MappedFile file(input.path);
    if (!is_archive(file.data())) continue;
    for_each_member(input.path, file.data(), [&](std::string_view member) {
      auto found = wanted.find(imported_function(member));
      if (found == wanted.end()) return;
      wanted.erase(found);
      imports.add(member);
    });
  }
  if (imports.empty()) return {};
  std::string path = temporary_file("imports", ".a");
  write_file(path, imports.text());
  return path;
}

} // namespace tern
