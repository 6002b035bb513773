// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/gnu_binutils.h"
#include "driver/binutils/tools.h"
#include "driver/llvm_programs.h"

namespace tern {
namespace {

// The value of a format option at args[i] (-I, -O, --input-target, --output-target); empty for any other
// argument.
std::string format_at(const Arguments &args, size_t &i) {
  const std::string &arg = args[i];
  for (std::string_view name : {"-I", "-O", "-F", "--input-target", "--output-target", "--target"}) {
    if (arg == name) return i + 1 < args.size() ? args[++i] : std::string();
    bool is_long = name.size() > 2;
    if (is_long && arg.starts_with(std::string(name) + "=")) return arg.substr(name.size() + 1);
    if (!is_long && arg.starts_with(name)) return arg.substr(name.size());
  }
  return {};
}

} // namespace

int run_objcopy(const Arguments &args) {
  Arguments command = {find_llvm("llvm-objcopy")};
  for (size_t i = 0; i < args.size(); ++i) {
    size_t first = i;
    std::string format = format_at(args, i);
    if (format == "binary") execute_gnu("objcopy", with_programs(args), "a conversion from or to 'binary'");
    if (format.starts_with("pe-") || format.starts_with("pei-")) continue; // what it is anyway
    for (; first <= i; ++first) command.push_back(args[first]);
  }
  Arguments operands = with_programs(Arguments(command.begin() + 1, command.end()));
  command.resize(1);
  command.insert(command.end(), operands.begin(), operands.end());
  execute(command);
}

} // namespace tern
