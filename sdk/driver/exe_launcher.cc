// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/exe_launcher.h"

#include "driver/diagnostics.h"
#include "driver/file_io.h"

#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tern {
namespace {

constexpr std::string_view kMark = "#!/bin/sh\n# Tern program launcher\n";
constexpr std::string_view kRunner = "/bin/" TERN_TRIPLE "-run";

bool is_launcher(const std::string &path) {
  struct stat info;
  if (lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  return MappedFile(path).data().starts_with(kMark);
}

std::string real_path(const std::string &path) {
  char resolved[PATH_MAX];
  return realpath(path.c_str(), resolved) ? resolved : path;
}

// Both absolute and without links.
std::string relative_path(const std::string &from_folder, const std::string &to) {
  size_t common = 0;
  for (size_t i = 0; i <= from_folder.size() && i <= to.size(); ++i) {
    bool from_end = i == from_folder.size() || from_folder[i] == '/';
    bool to_end = i == to.size() || to[i] == '/';
    if (from_end && to_end) common = i;
    if (i == from_folder.size() || i == to.size() || from_folder[i] != to[i]) break;
  }
  std::string result;
  for (size_t i = common; i < from_folder.size(); ++i)
    if (from_folder[i] == '/') result += "../";
  return result + (common < to.size() ? to.substr(common + 1) : std::string());
}

std::string shell_quoted(const std::string &text) {
  std::string result = "'";
  for (char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

// The runner is looked for where it lay seen from the program (both were moved together), where it lay (the
// program was moved), and in PATH (the SDK was moved).
std::string script(const SdkLayout &sdk, const std::string &exe) {
  std::string folder = real_path(folder_of(exe).empty() ? "." : folder_of(exe));
  std::string runner = real_path(sdk.root) + std::string(kRunner);
  // What it was linked with is found by test suites that clear the environment, too.
  std::string staging;
  if (const char *tree = std::getenv("TERN_STAGING"); tree && *tree)
    staging = "test -n \"${TERN_STAGING+x}\" || export TERN_STAGING=" + shell_quoted(real_path(tree)) + "\n";
  return std::string(kMark) + staging + "self=$(readlink -f -- \"$0\") || exit 127\n" + "folder=${self%/*}\n" +
         "for run in \"$folder\"/" + shell_quoted(relative_path(folder, runner)) + " " +
         shell_quoted(runner) + "; do\n" + "  test -x \"$run\" && exec \"$run\" --launched-as \"$0\" \"$self.exe\" \"$@\"\n" +
         "done\n" + "exec " TERN_TRIPLE "-run --launched-as \"$0\" \"$self.exe\" \"$@\"\n";
}

// What a shell makes of a file that the kernel refuses (ENOEXEC): a script. The DOS header of a PE file has room for one
// between its magic and the offset of the PE header, and goes on behind that with a program for DOS; neither Windows nor
// Wine reads those bytes. The launcher beside the program knows where the runner is; without it, it is in PATH. The
// offset is the end of a comment.
constexpr size_t kPeOffsetField = 0x3c, kDosProgram = 0x40, kDosProgramSize = 0x38;
constexpr std::string_view kDosScript = "MZ=0\nl=${0%.*};[ -f \"$l\" ]&&[ -x \"$l\" ]&&exec \"$l\" \"$@\"\n#";
constexpr std::string_view kDosScriptRest = "\nexec " TERN_TRIPLE "-run \"$0\" \"$@\"\n";
static_assert(kDosScript.size() <= kPeOffsetField && kDosScriptRest.size() <= kDosProgramSize);

void make_startable_by_shells(const std::string &exe) {
  int file = open(exe.c_str(), O_RDWR | O_CLOEXEC);
  unsigned char start[kDosProgram + kDosProgramSize];
  bool is_pe = file >= 0 && pread(file, start, sizeof start, 0) == ssize_t(sizeof start) && start[0] == 'M' &&
               start[1] == 'Z';
  // Where another linker left less room, or a line end in the offset, the file stays as it is.
  if (is_pe && start[kPeOffsetField] >= sizeof start) {
    std::string header(kDosScript), rest(kDosScriptRest);
    header.resize(kPeOffsetField, ' ');
    rest.resize(kDosProgramSize, '\n');
    if (pwrite(file, header.data(), header.size(), 0) != ssize_t(header.size()) ||
        pwrite(file, rest.data(), rest.size(), kDosProgram) != ssize_t(rest.size()))
      warning("'" + exe + "' could not be made startable by the host's shells");
  }
  if (file >= 0) close(file);
}

} // namespace

void leave_launcher(const SdkLayout &sdk, const std::string &exe) {
  const char *wanted = std::getenv("TERN_EXE_LAUNCHER");
  if (!wanted || std::string_view(wanted) != "1" || !exe.ends_with(".exe")) return;
  make_startable_by_shells(exe);
  std::string path = exe.substr(0, exe.size() - 4);
  if (base_name(path).empty()) return;
  struct stat info;
  if (lstat(path.c_str(), &info) == 0 && !is_launcher(path)) {
    warning("'" + path + "' is not a launcher made by this driver; it was kept");
    return;
  }
  unlink(path.c_str()); // another program may be reading it
  write_file(path, script(sdk, exe));
  mode_t mask = umask(0);
  umask(mask);
  chmod(path.c_str(), 0777 & ~mask);
}

std::string behind_launcher(const std::string &path) {
  if (path.ends_with(".exe") || path == "-") return path;
  std::string exe = path + ".exe";
  if (!is_file(exe)) return path;
  return !exists(path) || is_launcher(path) ? exe : path;
}

} // namespace tern
