// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/gnu_binutils.h"
#include "driver/binutils/tools.h"
#include "driver/llvm_programs.h"

namespace tern {
namespace {

struct Spelling {
  std::string_view gnu;
  const char *llvm; // null: taken and ignored
};

// llvm-dlltool knows the short options only.
constexpr Spelling kWithValue[] = {
    {"--dllname", "-D"}, {"--input-def", "-d"}, {"--def", "-d"},         {"--output-lib", "-l"},
    {"--machine", "-m"}, {"--as", nullptr},     {"--as-flags", nullptr}, {"--temp-prefix", nullptr},
    {"-S", nullptr},     {"-f", nullptr},       {"-t", nullptr},         {"--base-file", nullptr},
};

bool translate(const Arguments &args, size_t &i, Arguments &command) {
  for (const Spelling &spelling : kWithValue) {
    std::string value;
    if (args[i] == spelling.gnu && i + 1 < args.size())
      value = args[++i];
    else if (args[i].starts_with(spelling.gnu) && args[i][spelling.gnu.size()] == '=')
      value = args[i].substr(spelling.gnu.size() + 1);
    else
      continue;
    if (spelling.llvm) command.insert(command.end(), {spelling.llvm, value});
    return true;
  }
  return false;
}

// Definition files from objects, and questions about import libraries.
bool needs_gnu(const std::string &arg) {
  for (std::string_view name : {"-z", "--output-def", "-e", "--output-exp", "-I", "--identify",
                                "--identify-strict", "--export-all-symbols", "--no-export-all-symbols", "-x",
                                "--no-idata4", "-c", "--no-idata5", "--output-delaylib", "-y"})
    if (arg == name || (name.size() > 2 && arg.starts_with(std::string(name) + "="))) return true;
  return false;
}

} // namespace

int run_dlltool(const Arguments &args) {
  for (const std::string &arg : args)
    if (needs_gnu(arg)) execute_gnu("dlltool", args, "'" + arg + "'");
  Arguments command = {find_llvm("llvm-dlltool")};
  bool has_machine = false;
  for (size_t i = 0; i < args.size(); ++i) {
    has_machine |= args[i].starts_with("-m") || args[i].starts_with("--machine");
    if (args[i] == "--kill-at")
      command.push_back("-k");
    else if (!translate(args, i, command))
      command.push_back(args[i]);
  }
  if (!has_machine) command.insert(command.end(), {"-m", "i386:x86-64"});
  execute(command);
}

} // namespace tern
