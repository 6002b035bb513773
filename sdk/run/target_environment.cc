// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/target_environment.h"
#include "run/mount_file.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <strings.h>
#include <unistd.h>

namespace tern::run {
namespace {

// Folders of the host's own programs: ELF files, which the target cannot run. /bin and /usr/bin are not among
// them, because the SDK's target tools lie over these.
bool is_host_folder(const std::string &folder, const HostPaths &paths) {
  for (const char *host : {"/usr/local/bin", "/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/games",
                           "/usr/local/games", "/snap/bin"})
    if (folder == host) return true;
  return folder == paths.sdk + "/bin";
}

void add_once(std::vector<std::string> &folders, const std::string &folder) {
  if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.push_back(folder);
}

std::string name_of(const char *entry) {
  const char *equals = strchr(entry, '=');
  return equals ? std::string(entry, equals) : std::string(entry);
}

// Names that Wine would take for Windows' own, or that are set below.
bool is_replaced(const std::string &name) {
  return strcasecmp(name.c_str(), "PATH") == 0 || name == "HOME" || name == "PWD" || name == "TEMP" ||
         name == "TMP" || name == "TMPDIR" || name == "TERN_TRACE" || name == "TERN_HOST_START" ||
         name == "TERN_ARGV0" ||
         name.compare(0, 9, "TERN_ENV_") == 0 || name.compare(0, 4, "WINE") == 0;
}

// The first file of that name in the caller's PATH, as its shell finds it.
std::string find_in_path(const std::string &name) {
  const char *path = getenv("PATH");
  for (const std::string &folder : split(path ? path : "", ':')) {
    std::string candidate = (folder.empty() ? "." : folder) + "/" + name;
    if (is_file(candidate) && access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return "";
}

// argv[0]: what the caller typed. A launcher does not know that, only where the shell found it; but where PATH leads
// to it, it was most likely called by its plain name.
std::string called_as(const Options &options) {
  std::string name = options.launched_as.empty() ? options.program : options.launched_as;
  if (!options.launched_as.empty()) {
    std::string base = name.substr(name.rfind('/') + 1);
    if (find_in_path(base) == name) name = base;
  }
  if (name.size() > 4 && name.compare(name.size() - 4, 4, ".exe") == 0) name.resize(name.size() - 4);
  return name;
}

} // namespace

std::vector<std::string> target_path(const HostPaths &paths) {
  std::vector<std::string> folders;
  const char *chosen = getenv("TERN_PATH");
  const char *path = chosen ? chosen : getenv("PATH");
  for (std::string folder : split(path ? path : "", ':')) {
    while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
    if (!folder.empty() && (chosen || !is_host_folder(folder, paths)))
      add_once(folders, absolute_path(folder));
  }
  if (chosen) return folders;
  add_once(folders, "/usr/bin");
  add_once(folders, "/bin");
  return folders;
}

std::vector<std::string> on_host(const std::vector<std::string> &target_path, const HostPaths &paths) {
  std::vector<std::string> folders;
  for (const std::string &folder : target_path)
    add_once(folders, folder == "/bin" || folder == "/usr/bin" ? paths.bin : folder);
  // The runtime's DLL is in the SDK's, whatever PATH says.
  add_once(folders, paths.sysroot + "/bin");
  return folders;
}

std::vector<std::string> target_environment(const Options &options, const HostPaths &paths, const Wine &wine,
                                            const std::vector<std::string> &path,
                                            const std::vector<std::string> &dll_folders) {
  std::vector<std::string> result;
  auto set = [&](const std::string &name, const std::string &value) { result.push_back(name + "=" + value); };
  auto overridden = [&](const std::string &name) {
    for (const auto &[set_name, value] : options.environment)
      if (set_name == name) return true;
    return false;
  };
  for (char **entry = environ; *entry; ++entry)
    if (std::string name = name_of(*entry); !is_replaced(name) && !overridden(name))
      result.emplace_back(*entry);

  // For Windows' loader and for native programs.
  std::string search, list;
  for (const auto &folders : {on_host(path, paths), dll_folders})
    for (const std::string &folder : folders)
      if (folder.find(';') == std::string::npos) // Windows has no way to write it
        search += (search.empty() ? "" : ";") + wine.windows_path(folder);
  for (const auto &folders : {path, dll_folders})
    for (const std::string &folder : folders) list += (list.empty() ? "" : ":") + folder;
  // Wine drops some variables of the host and has the first three from these.
  set("WINEPATH", search);
  if (const char *home = getenv("HOME"); home && !overridden("HOME")) set("WINEHOME", home);
  if (const char *cwd = getenv("PWD"); cwd && !overridden("PWD")) set("WINEPWD", cwd);
  // The runtime takes TERN_ENV_X for X as it is.
  if (!overridden("PATH")) set("TERN_ENV_PATH", list);
  for (const char *name : {"HOME", "PWD", "TEMP", "TMP", "TMPDIR"}) // Wine 10.0 crashes where TMPDIR is set
    if (const char *value = getenv(name); value && !overridden(name))
      set(std::string("TERN_ENV_") + name, value);
  set("WINEPREFIX", wine.prefix);
  set("WINELOADER", wine.loader);
  const char *debug = getenv("WINEDEBUG");
  set("WINEDEBUG", debug ? debug : "-all");
  for (const char *passed : {"WINEDLLOVERRIDES", "WINEDLLPATH", "WINESERVER"})
    if (const char *value = getenv(passed)) set(passed, value);

  if (!getenv("TERN_FSTAB") && !overridden("TERN_FSTAB"))
    set("TERN_FSTAB", wine.windows_path(write_mount_file(paths, wine)));
  const char *trace = options.trace.empty() ? getenv("TERN_TRACE") : options.trace.c_str();
  if (trace) set("TERN_TRACE", trace);
  // The host's shell has expanded the arguments; the runtime must not do so again, although a native program
  // (Wine's start-up) is the parent that it sees.
  set("TERN_HOST_START", "1");
  set("TERN_ARGV0", called_as(options));
  for (const auto &[name, value] : options.environment) {
    if (is_replaced(name)) set("TERN_ENV_" + name, value);
    if (name != "PATH" && name != "TMPDIR")
      set(name == "HOME" || name == "PWD" ? "WINE" + name : name, value);
  }
  return result;
}

} // namespace tern::run
