// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/tools.h"
#include "driver/diagnostics.h"
#include "driver/exe_launcher.h"
#include "driver/ld/ld_command.h"
#include "driver/llvm_programs.h"
#include "driver/response_file.h"

namespace tern {
namespace {

struct PlainTool {
  std::string_view name;
  const char *llvm;
};

constexpr PlainTool kPlainTools[] = {
    {"ar", "llvm-ar"},           {"gcc-ar", "llvm-ar"},
    {"ranlib", "llvm-ranlib"},   {"gcc-ranlib", "llvm-ranlib"},
    {"strip", "llvm-strip"},     {"strings", "llvm-strings"},
    {"size", "llvm-size"},       {"addr2line", "llvm-addr2line"},
    {"readelf", "llvm-readelf"}, {"c++filt", "llvm-cxxfilt"},
};

struct OwnTool {
  std::string_view name;
  int (*run)(const Arguments &);
};

int run_ld(const Arguments &args) {
  return run_linker(expand_response_files(args), false);
}

int run_gcov(const Arguments &args) {
  Arguments command = {find_llvm("llvm-cov"), "gcov"};
  command.insert(command.end(), args.begin(), args.end());
  execute(command);
}

constexpr OwnTool kOwnTools[] = {
    {"as", run_as},           {"dlltool", run_dlltool}, {"gcc-nm", run_nm},
    {"gcov", run_gcov},       {"ld", run_ld},           {"nm", run_nm},
    {"objcopy", run_objcopy}, {"objdump", run_objdump}, {"windres", run_windres}};

int dispatch(std::string_view name, const Arguments &args) {
  for (const OwnTool &tool : kOwnTools)
    if (tool.name == name) return tool.run(args);
  for (const PlainTool &tool : kPlainTools)
    if (tool.name == name) return run_plain(tool.llvm, args);
  fatal("this program is called by a name of binutils: " TERN_TRIPLE "-ar, -ld, -nm, ...");
}

} // namespace

Arguments with_programs(const Arguments &args) {
  Arguments result;
  for (const std::string &arg : args) result.push_back(arg.starts_with("-") ? arg : behind_launcher(arg));
  return result;
}

int run_plain(const std::string &llvm_program, const Arguments &args) {
  Arguments command = {find_llvm(llvm_program)};
  bool reads_programs =
      llvm_program != "llvm-ar" && llvm_program != "llvm-cxxfilt" && llvm_program != "llvm-ranlib";
  Arguments operands = reads_programs ? with_programs(args) : args;
  command.insert(command.end(), operands.begin(), operands.end());
  execute(command);
}

} // namespace tern

int main(int argc, char **argv) {
  if (argc > 0) tern::set_program_name(argv[0]);
  std::string_view name = tern::program_name();
  constexpr std::string_view kPrefix = TERN_TRIPLE "-";
  if (name.starts_with(kPrefix)) name.remove_prefix(kPrefix.size());
  return tern::dispatch(name, tern::Arguments(argv + (argc > 0), argv + argc));
}
