// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/queries.h"

#include "driver/compile_stage.h"
#include "driver/file_io.h"
#include "driver/llvm_programs.h"

#include <cstdio>

namespace tern {
namespace {

int say(const std::string &line) {
  return std::puts(line.c_str()) < 0 || std::fflush(stdout) != 0 ? 1 : 0;
}

std::string clang_answer(const Arguments &args) {
  std::string text;
  Arguments command = {find_llvm("clang")};
  command.insert(command.end(), args.begin(), args.end());
  run(command, &text);
  return text.substr(0, text.find('\n'));
}

// A name that cannot be found is answered by itself: configure scripts compare.
std::string file_name(const Invocation &invocation, const std::string &name) {
  for (const char *folder : {"/usr/local/lib/", "/usr/lib/", "/lib/", "/usr/lib/w32api/"})
    if (std::string path = invocation.sysroot + folder + name; exists(path)) return path;
  std::string resources = clang_answer({"-print-resource-dir"});
  return exists(resources + "/" + name) ? resources + "/" + name : name;
}

std::string program_path(const Invocation &invocation, const std::string &name) {
  for (const std::string &candidate : {TERN_TRIPLE "-" + name, name})
    if (std::string path = invocation.sdk.bin + "/" + candidate; is_file(path)) return path;
  std::string path = find_llvm_or_empty(name);
  return path.empty() ? name : path;
}

int search_dirs(const Invocation &invocation) {
  say("install: " + invocation.sdk.root + "/");
  say("programs: =" + invocation.sdk.bin);
  return say("libraries: =" + clang_answer({"-print-resource-dir"}) + ":" + invocation.sysroot +
             "/usr/local/lib:" + invocation.sysroot + "/usr/lib:" + invocation.sysroot + "/lib");
}

void replace_all(std::string &text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

int answer(Invocation &invocation, const std::string &arg) {
  auto value_of = [&](std::string_view option) { return arg.substr(option.size()); };
  if (arg == "-dumpmachine" || arg == "-print-target-triple" || arg == "--print-target-triple" ||
      arg == "-print-effective-triple" || arg == "--print-effective-triple")
    return say(TERN_TRIPLE);
  if (arg == "-dumpversion" || arg == "-dumpfullversion") return say(clang_answer({"-dumpversion"}));
  if (arg == "--version") return show_version(invocation, arg);
  if (arg.starts_with("-print-file-name=")) return say(file_name(invocation, value_of("-print-file-name=")));
  if (arg.starts_with("--print-file-name="))
    return say(file_name(invocation, value_of("--print-file-name=")));
  if (arg.starts_with("-print-prog-name="))
    return say(program_path(invocation, value_of("-print-prog-name=")));
  if (arg.starts_with("--print-prog-name="))
    return say(program_path(invocation, value_of("--print-prog-name=")));
  if (arg == "-print-search-dirs" || arg == "--print-search-dirs") return search_dirs(invocation);
  if (arg == "-print-libgcc-file-name" || arg == "--print-libgcc-file-name")
    return say(invocation.sysroot + "/usr/lib/libclang_rt.builtins.a");
  if (arg == "-print-multi-lib" || arg == "--print-multi-lib") return say(".;");
  if (arg == "-print-multi-directory" || arg == "--print-multi-directory" ||
      arg == "-print-multi-os-directory" || arg == "--print-multi-os-directory")
    return say(".");
  if (arg == "-print-multiarch" || arg == "--print-multiarch") return say("");
  if (arg == "-print-sysroot" || arg == "--print-sysroot") return say(invocation.sysroot);
  if (arg == "-print-resource-dir" || arg == "--print-resource-dir")
    return say(clang_answer({"-print-resource-dir"}));
  return -1;
}

// What clang answers itself.
bool is_clang_query(const std::string &arg) {
  for (const char *name :
       {"--help", "-help", "--help-hidden", "-print-targets", "--print-targets", "-print-supported-cpus",
        "--print-supported-cpus", "-print-supported-extensions", "--print-supported-extensions",
        "-print-diagnostic-options", "--print-diagnostic-options", "-print-runtime-dir",
        "--print-runtime-dir", "-mcpu=help", "-mtune=help", "-cc1", "-cc1as"})
    if (arg == name) return true;
  return arg.starts_with("--autocomplete=") || arg.starts_with("--help=");
}

} // namespace

int answer_query(Invocation &invocation, const Arguments &args) {
  for (const std::string &arg : args)
    if (arg.starts_with("--sysroot=")) invocation.sysroot = arg.substr(10);
  for (size_t i = 0; i < args.size(); ++i) {
    if (!args[i].starts_with("-")) continue;
    if (args[i] == "-Xclang" || args[i] == "-o" || args[i] == "-Xlinker" || args[i] == "-mllvm") {
      ++i; // its value asks nothing of us
      continue;
    }
    if (int status = answer(invocation, args[i]); status >= 0) return status;
    if (!is_clang_query(args[i])) continue;
    Arguments command =
        args[i].starts_with("-cc1") ? Arguments{find_llvm("clang")} : clang_command(invocation);
    command.insert(command.end(), args.begin(), args.end());
    execute(command);
  }
  return -1;
}

int show_version(const Invocation &invocation, const std::string &option) {
  Arguments command = clang_command(invocation);
  command.push_back(option);
  std::string text;
  bool to_stdout = option == "--version";
  int status = run(command, to_stdout ? &text : nullptr, to_stdout ? nullptr : &text);
  replace_all(text, "x86_64-pc-windows-cygnus", TERN_TRIPLE);
  std::fputs(text.c_str(), to_stdout ? stdout : stderr);
  return status;
}

} // namespace tern
