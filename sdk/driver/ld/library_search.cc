// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/library_search.h"

#include "driver/file_io.h"
#include "driver/ld/archive_file.h"

namespace tern {
namespace {

struct Pattern {
  const char *prefix;
  const char *suffix;
  bool is_static;
};

constexpr Pattern kPatterns[] = {{"lib", ".dll.a", false}, {"", ".dll.a", false},  {"lib", ".a", true},
                                 {"", ".lib", false},      {"lib", ".lib", false}, {"cyg", ".dll", false},
                                 {"lib", ".dll", false},   {"", ".dll", false}};

bool is_elf(std::string_view file) {
  return file.starts_with("\x7f"
                          "ELF");
}

bool is_usable(const std::string &path) {
  if (!is_file(path)) return false;
  MappedFile file(path);
  if (!is_archive(file.data())) return !is_elf(file.data());
  bool foreign = false;
  for_each_member(path, file.data(), [&](std::string_view member) { foreign |= is_elf(member); });
  return !foreign;
}

} // namespace

std::string find_library(const std::string &name, const std::vector<std::string> &folders, bool static_only) {
  for (const std::string &folder : folders) {
    if (name.starts_with(":")) {
      if (std::string path = folder + "/" + name.substr(1); is_usable(path)) return path;
      continue;
    }
    for (const Pattern &pattern : kPatterns) {
      if (static_only && !pattern.is_static) continue;
      if (std::string path = folder + "/" + pattern.prefix + name + pattern.suffix; is_usable(path))
        return path;
    }
  }
  return {};
}

std::vector<std::string> library_aliases(const std::string &name) {
  if (name == "stdc++") return {"c++", "c++abi"};
  if (name == "supc++") return {"c++abi"};
  if (name == "gcc_eh") return {"unwind"};
  return {};
}

} // namespace tern
