// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/output_filter.h"
#include "driver/binutils/tools.h"
#include "driver/file_io.h"
#include "driver/ld/archive_file.h"
#include "driver/llvm_programs.h"

namespace tern {
namespace {

// GNU nm marks the pointers of an import library with I, by which libtool tells it from a static library;
// llvm-nm shows code or data. Forms: "ADDRESS T __imp_f" and, with -f posix, "__imp_f T ADDRESS".
void mark_imports(std::string &line) {
  size_t name = line.find("__imp_");
  if (name == std::string::npos) return;
  size_t end = line.find(' ', name);
  size_t letter = end == std::string::npos ? name - 2 : end + 1;
  if (letter < line.size() && (line[letter] == 'T' || line[letter] == 'D')) line[letter] = 'I';
}

} // namespace

int run_nm(const Arguments &args) {
  Arguments command = {find_llvm("llvm-nm")};
  bool has_archive = false;
  for (const std::string &arg : with_programs(args)) {
    command.push_back(arg);
    if (!arg.starts_with("-")) has_archive |= is_archive(MappedFile(arg).data());
  }
  if (!has_archive) execute(command);
  return run_filtered(command, mark_imports);
}

} // namespace tern
