// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/output_filter.h"
#include "driver/binutils/tools.h"
#include "driver/file_io.h"
#include "driver/llvm_programs.h"

namespace tern {
namespace {

constexpr std::string_view kFormat = "file format coff-x86-64";

bool is_image(const std::string &path) {
  return MappedFile(path).data().starts_with("MZ");
}

// GNU's names of the formats, which libtool looks for: pei-x86-64 for images, pe-x86-64 for objects.
void rename_format(std::string &line) {
  size_t at = line.find(kFormat);
  if (at == std::string::npos || at + kFormat.size() != line.size()) return;
  std::string file = line.substr(0, line.rfind(':', at));
  line.replace(at, kFormat.size(), is_image(file) ? "file format pei-x86-64" : "file format pe-x86-64");
}

} // namespace

int run_objdump(const Arguments &args) {
  Arguments command = {find_llvm("llvm-objdump")};
  Arguments operands = with_programs(args);
  command.insert(command.end(), operands.begin(), operands.end());
  return run_filtered(command, rename_format);
}

} // namespace tern
