// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// x86_64-pc-cygwin-run: runs a program of the target on this machine. docs/how/runner.md tells how and why.
#include "run/dll_search.h"
#include "run/messages.h"
#include "run/pe_imports.h"
#include "run/process_tree.h"
#include "run/ssh.h"
#include "run/target_environment.h"
#include "run/tool_folder.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace tern::run {
namespace {

// A name with a slash is a path; another is looked for in the current directory, as Windows does it, then in
// the target's PATH. ".exe" may be left out, as on the target.
std::string find_program(const std::string &name, const HostPaths &paths) {
  std::vector<std::string> folders;
  if (name.find('/') == std::string::npos) folders = on_host(target_path(paths), paths);
  folders.insert(folders.begin(), "");
  for (const std::string &folder : folders)
    for (const char *suffix : {"", ".exe"}) {
      std::string path = (folder.empty() ? "" : folder + "/") + name + suffix;
      if (is_file(path)) return absolute_path(path);
    }
  fail(kNotFound, name + ": no such program");
}

// A script is run by its own interpreter: libtool's wrappers and shell tests are scripts of the host.
[[noreturn]] void execute_script(const std::string &program, const Options &options) {
  for (const auto &[name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char *> argv = {const_cast<char *>(program.c_str())};
  for (const std::string &argument : options.args) argv.push_back(const_cast<char *>(argument.c_str()));
  argv.push_back(nullptr);
  execv(argv[0], argv.data());
  fail_errno(kNotExecutable, program);
}

void check_kind(const std::string &program, const Options &options) {
  switch (kind_of_file(program)) {
  case FileKind::kPe:
    return;
  case FileKind::kScript:
    execute_script(program, options);
  case FileKind::kMissing:
    fail_errno(kNotFound, program);
  case FileKind::kUnreadable:
    fail_errno(kNotExecutable, program);
  case FileKind::kElf:
    fail(kNotExecutable, program + ": is a program of the host (ELF), not of x86_64-pc-cygwin");
  case FileKind::kOther:
    fail(kNotExecutable, program + ": is no x86-64 PE program, or is damaged");
  }
}

// Under WSL the kernel hands a PE file to Windows itself.
bool have_windows_interop() {
  return access("/proc/sys/fs/binfmt_misc/WSLInterop", F_OK) == 0 && !getenv("TERN_WINE");
}

int run_by_interop(const Options &options, const HostPaths &paths, const std::string &program) {
  Wine windows; // no Wine: only the way paths are written
  const char *distribution = getenv("WSL_DISTRO_NAME");
  windows.drive = std::string("\\\\wsl.localhost\\") + (distribution ? distribution : "Debian");
  std::string names = "TERN_FSTAB:TERN_TRACE:TERN_HOST_START:TERN_ENV_PATH:TERN_ENV_HOME:TERN_ENV_PWD:CYGWIN:"
                      "TZ:LANG:LC_ALL:HOME:TMPDIR";
  for (const auto &[name, value] : options.environment) names += ":" + name;
  const char *inherited = getenv("WSLENV");
  std::vector<std::string> environment = target_environment(options, paths, windows, target_path(paths), {});
  for (std::string &entry : environment)
    if (entry.compare(0, 8, "WINEHOME") == 0) entry.erase(0, 4);
  // WSL itself translates PATH; Windows needs the SDK's DLLs in it.
  const char *path = getenv("PATH");
  environment.push_back("PATH=" + paths.sysroot + "/bin:" + (path ? path : ""));
  environment.push_back("WSLENV=" + names + (inherited ? std::string(":") + inherited : ""));
  std::vector<std::string> argv = {program};
  argv.insert(argv.end(), options.args.begin(), options.args.end());
  return run_in_place(argv, environment, options.timeout);
}

int run_under_wine(const Options &options, const HostPaths &paths, Wine &wine, const std::string &program) {
  prepare_prefix(wine, paths, options.verbose);
  std::vector<std::string> path = target_path(paths);
  std::vector<std::string> dlls;
  if (!paths.staging.empty()) dlls = {paths.staging + "/usr/bin", paths.staging + "/usr/local/bin"};
  std::vector<std::string> known = on_host(path, paths), missing;
  known.insert(known.end(), dlls.begin(), dlls.end());
  for (const std::string &folder : find_dll_folders(program, known, wine, missing)) dlls.push_back(folder);
  // Wine would say nothing, only end with a status: c0000135.
  for (const std::string &name : missing)
    note(program + ": needs " + name + ", which is neither in PATH, the SDK nor its build tree");
  if (!missing.empty()) return kNotFound;
  std::vector<std::string> argv = {wine.loader};
  if (options.debug_port)
    argv.insert(argv.end(), {"winedbg.exe", "--gdb", "--no-start", "--port",
                             std::to_string(options.debug_port), wine.windows_path(program)});
  else
    argv.push_back(program);
  argv.insert(argv.end(), options.args.begin(), options.args.end());
  std::vector<std::string> environment = target_environment(options, paths, wine, path, dlls);
  if (options.verbose) {
    note("program " + program + ", Wine " + wine.loader + ", prefix " + wine.prefix);
    for (const std::string &entry : environment)
      if (entry.compare(0, 4, "WINE") == 0 || entry.compare(0, 5, "TERN_") == 0) note(entry);
  }
  return run_in_place(argv, environment, options.timeout);
}

int run(int argc, char **argv) {
  Options options = parse_options(argc, argv);
  HostPaths paths = find_host_paths();
  make_state_folder(paths);
  if (options.action != Options::kRun) {
    Wine wine = find_wine(paths);
    if (options.action == Options::kStop) return stop_server(wine);
    prepare_prefix(wine, paths, options.verbose);
    return 0;
  }
  paths.bin = make_tool_folder(paths, find_tool_folders(options.tools, paths.staging));
  std::string program = find_program(options.program, paths);
  check_kind(program, options);
  if (!options.ssh_host.empty()) return run_over_ssh(options, paths, program);
  if (have_windows_interop()) return run_by_interop(options, paths, program);
  Wine wine = find_wine(paths);
  return run_under_wine(options, paths, wine, program);
}

} // namespace
} // namespace tern::run

int main(int argc, char **argv) {
  return tern::run::run(argc, argv);
}
