// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/auto_export.h"

#include "driver/file_io.h"
#include "driver/ld/archive_file.h"
#include "driver/ld/coff_file.h"

#include <algorithm>
#include <set>

namespace tern {
namespace {

// What start files and the static members of the C library define belongs to the module alone (__dso_handle,
// ...).
constexpr std::string_view kPrivateFiles[] = {"libcygwin.a", "crt1.o", "dllcrt1.o", "binmode.o",
                                              "textmode.o"};

struct Collection {
  std::set<std::string> functions;
  std::set<std::string> data;
  std::set<std::string> excluded;
  bool has_exports = false;

  void add(const CoffSymbols &symbols) {
    for (const CoffSymbols::Weak &weak : symbols.weak) (weak.is_data ? data : functions).insert(weak.name);
    excluded.insert(symbols.hidden.begin(), symbols.hidden.end());
    has_exports |= symbols.has_exports;
  }
};

bool is_private(const AutoExport &request, const std::string &path) {
  std::string name = base_name(path);
  for (std::string_view file : kPrivateFiles)
    if (name == file) return true;
  for (const std::string &library : request.exclude_libs)
    if (library == "ALL" || library == name || library == stem_of(name)) return true;
  return false;
}

void scan_archive(const AutoExport &request, const LinkerInput &input, std::string_view file,
                  Collection &found) {
  bool hidden = is_private(request, input.path);
  if (!hidden && !input.whole_archive) return; // which members are taken is known to lld only
  for_each_member(input.path, file, [&](std::string_view member) {
    CoffSymbols symbols;
    if (!read_coff_symbols(member, symbols)) return;
    if (hidden)
      found.excluded.insert(symbols.defined.begin(), symbols.defined.end());
    else
      found.add(symbols);
  });
}

std::string directives(const Collection &found) {
  std::string text;
  auto add = [&](const std::set<std::string> &names, const char *suffix) {
    for (const std::string &name : names)
      if (!found.excluded.contains(name)) text += " -export:\"" + name + "\"" + suffix;
  };
  add(found.functions, "");
  add(found.data, ",data");
  return text;
}

} // namespace

std::string auto_export_directives(const AutoExport &request, bool &export_all) {
  Collection found;
  for (const LinkerInput &input : request.inputs) {
    MappedFile file(input.path);
    CoffSymbols symbols;
    if (is_archive(file.data()))
      scan_archive(request, input, file.data(), found);
    else if (!read_coff_symbols(file.data(), symbols))
      continue;
    else if (is_private(request, input.path))
      found.excluded.insert(symbols.defined.begin(), symbols.defined.end());
    else
      found.add(symbols);
  }
  bool automatic = request.all_symbols || (!request.has_definition_file && !found.has_exports);
  if (!automatic) return {};
  std::string text = directives(found);
  export_all = request.all_symbols || !text.empty();
  for (const std::string &name : found.excluded) text += " -exclude-symbols:\"" + name + "\"";
  return text;
}

bool defines_symbol(const std::vector<LinkerInput> &inputs, std::string_view name) {
  bool found = false;
  auto look = [&](std::string_view file) {
    CoffSymbols symbols;
    if (!found && file.find(name) != std::string_view::npos && read_coff_symbols(file, symbols))
      found = std::find(symbols.defined.begin(), symbols.defined.end(), name) != symbols.defined.end();
  };
  for (const LinkerInput &input : inputs) {
    MappedFile file(input.path);
    if (is_archive(file.data()))
      for_each_member(input.path, file.data(), look);
    else
      look(file.data());
    if (found) return true;
  }
  return false;
}

} // namespace tern
