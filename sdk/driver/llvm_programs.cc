// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/llvm_programs.h"

#include "driver/diagnostics.h"
#include "driver/file_io.h"
#include "driver/process.h"

#include <cstdlib>
#include <unistd.h>

namespace tern {
namespace {

const std::string kMajor = std::to_string(TERN_LLVM_MAJOR);
constexpr int kFirstMendedMajor = 22;

std::string variable_for(const std::string &name) {
  std::string variable = "TERN_";
  for (char c : name) variable += c == '.' || c == '-' ? '_' : c == '+' ? 'X' : static_cast<char>(toupper(c));
  return variable;
}

std::string package_of(const std::string &name) {
  if (name.starts_with("clang")) return "clang-" + kMajor;
  if (name.find("lld") != std::string::npos) return "lld-" + kMajor;
  return "llvm-" + kMajor;
}

bool is_program(const std::string &path) {
  return access(path.c_str(), X_OK) == 0 && is_file(path);
}

// A path that the user named is used or refused, never replaced in silence.
std::string find_overridden(const std::string &name) {
  const char *program = std::getenv(variable_for(name).c_str());
  if (program && *program) {
    std::string path = std::string(program).find('/') == std::string::npos ? find_in_path(program) : program;
    if (!is_program(path)) fatal(variable_for(name) + "=" + program + " names no program");
    return path;
  }
  const char *folder = std::getenv("TERN_LLVM_BIN");
  if (!folder || !*folder) return {};
  for (const std::string &candidate :
       {std::string(folder) + "/" + name + "-" + kMajor, std::string(folder) + "/" + name})
    if (is_program(candidate)) return candidate;
  fatal("TERN_LLVM_BIN=" + std::string(folder) + " has no program " + name);
}

} // namespace

std::string find_in_path(const std::string &name) {
  const char *path = std::getenv("PATH");
  std::string_view rest = path ? path : "/usr/bin:/bin";
  while (true) {
    size_t colon = rest.find(':');
    std::string folder(rest.substr(0, colon));
    std::string candidate = (folder.empty() ? "." : folder) + "/" + name;
    if (is_program(candidate)) return candidate;
    if (colon == std::string_view::npos) return {};
    rest.remove_prefix(colon + 1);
  }
}

std::string find_llvm_or_empty(const std::string &name) {
  if (std::string path = find_overridden(name); !path.empty()) return path;
  if (std::string path = find_in_path(name + "-" + kMajor); !path.empty()) return path;
  std::string path = "/usr/lib/llvm-" + kMajor + "/bin/" + name;
  return is_program(path) ? path : std::string();
}

std::string find_llvm(const std::string &name) {
  std::string path = find_llvm_or_empty(name);
  if (path.empty())
    fatal("cannot find " + name + "-" + kMajor + " in PATH or in /usr/lib/llvm-" + kMajor +
          "/bin; install the package " + package_of(name));
  return path;
}

bool clang_needs_plugin(const std::string &clang) {
  // The usual names tell the version without a process.
  if (clang.ends_with("/clang-" + kMajor) || clang == "/usr/lib/llvm-" + kMajor + "/bin/clang") return true;
  std::string version;
  if (run({clang, "-dumpversion"}, &version) != 0) fatal("'" + clang + " -dumpversion' failed");
  int major = std::atoi(version.c_str());
  if (major >= kFirstMendedMajor) return false;
  if (major != TERN_LLVM_MAJOR)
    fatal(clang + " is clang " + version.substr(0, version.find('\n')) + "; the SDK needs clang " + kMajor +
          " (or " + std::to_string(kFirstMendedMajor) + " and later)");
  return true;
}

} // namespace tern
