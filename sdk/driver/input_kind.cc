// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/input_kind.h"

#include "driver/file_io.h"

#include <string_view>

namespace tern {
namespace {

constexpr std::string_view kSources[] = {
    ".c",  ".i",   ".ii", ".cc", ".cp", ".cxx", ".cpp", ".CPP",  ".c++", ".C",    ".m",    ".mm",  ".M",
    ".mi", ".mii", ".s",  ".S",  ".sx", ".asm", ".ll",  ".cppm", ".ccm", ".cxxm", ".c++m", ".ixx", ".ast"};
constexpr std::string_view kHeaders[] = {".h", ".hh", ".H", ".hp", ".hxx", ".hpp", ".HPP", ".h++", ".tcc"};

} // namespace

InputKind input_kind(const std::string &path) {
  if (path == "-") return InputKind::Source;
  std::string suffix = suffix_of(path);
  for (std::string_view source : kSources)
    if (suffix == source) return InputKind::Source;
  for (std::string_view header : kHeaders)
    if (suffix == header) return InputKind::Header;
  return suffix == ".rc" || suffix == ".RC" ? InputKind::Resource : InputKind::Linker;
}

} // namespace tern
