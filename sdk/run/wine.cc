// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/wine.h"
#include "run/messages.h"
#include "run/process_tree.h"
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/personality.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tern::run {
namespace {

std::string search_path(const std::string &name) {
  if (name.find('/') != std::string::npos) return access(name.c_str(), X_OK) == 0 ? absolute_path(name) : "";
  const char *path = getenv("PATH");
  for (const std::string &folder : split(path ? path : "/usr/bin:/bin", ':')) {
    std::string candidate = (folder.empty() ? "." : folder) + "/" + name;
    if (is_file(candidate) && access(candidate.c_str(), X_OK) == 0) return absolute_path(candidate);
  }
  return "";
}

// The `wine` of PATH. Where that is Debian's shell script, which costs as much as starting a program, the
// loader that the script would start.
std::string find_loader() {
  const char *chosen = getenv("TERN_WINE");
  std::string loader = search_path(chosen && *chosen ? chosen : "wine");
  if (loader.empty() && chosen && *chosen)
    fail(kRunnerFailed, std::string("TERN_WINE: there is no program ") + chosen);
  if (loader.empty()) loader = search_path("wine64");
  bool is_script = loader == "/usr/bin/wine" || loader == "/bin/wine";
  if (loader.empty() || is_script)
    for (const char *known : {"/usr/lib/wine/wine64", "/usr/lib/wine/wine"})
      if (access(known, X_OK) == 0) return known;
  if (loader.empty())
    fail(kRunnerFailed, "no Wine on this machine; install Debian's packages wine and wine64");
  return loader;
}

// A prefix stays with the Wine that it was prepared for: a test that sets PATH must not change Wines.
std::string remembered_loader(const std::string &prefix) {
  const char *chosen = getenv("TERN_WINE");
  std::string stamp = read_file(prefix + "/.tern-run"); // as stamp_of() writes it
  size_t end = stamp.rfind(' ');
  if ((chosen && *chosen) || end == std::string::npos || end == 0) return "";
  end = stamp.rfind(' ', end - 1);
  if (end == std::string::npos) return "";
  std::string loader = stamp.substr(0, end);
  return access(loader.c_str(), X_OK) == 0 ? loader : "";
}

std::string find_server(const std::string &loader) {
  std::string folder = parent_of(loader);
  for (const char *name : {"/wineserver64", "/wineserver"})
    if (access((folder + name).c_str(), X_OK) == 0) return folder + name;
  std::string server = search_path("wineserver");
  if (server.empty()) fail(kRunnerFailed, "no wineserver beside " + loader + " nor in PATH");
  return server;
}

// What the prefix must have been prepared for; another Wine, or a newer one, prepares it again.
std::string stamp_of(const Wine &wine) {
  struct stat info;
  if (stat(wine.server.c_str(), &info) != 0) fail_errno(kRunnerFailed, wine.server);
  char text[128];
  snprintf(text, sizeof text, " %lld %lld\n", static_cast<long long>(info.st_size),
           static_cast<long long>(info.st_mtime));
  return wine.loader + text;
}

// What tells one run of the prefix's server from the next; empty where none runs. A server holds a lock on a
// file in a folder named after the prefix's device and inode. Debian keeps that folder under a random name,
// which the prefix's file "wineserver" tells.
std::string running_server(const Wine &wine) {
  struct stat info;
  if (stat(wine.prefix.c_str(), &info) != 0) return "";
  std::string folder = read_file(wine.prefix + "/wineserver");
  if (folder.empty() || folder.find('/') != std::string::npos) folder = ".wine-" + std::to_string(getuid());
  char name[80];
  snprintf(name, sizeof name, "/server-%llx-%llx/", static_cast<unsigned long long>(info.st_dev),
           static_cast<unsigned long long>(info.st_ino));
  folder = "/tmp/" + folder + name;
  int fd = open((folder + "lock").c_str(), O_RDWR | O_CLOEXEC);
  if (fd < 0) return "";
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  bool held = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(fd);
  if (!held || stat((folder + "socket").c_str(), &info) != 0) return "";
  return std::to_string(lock.l_pid) + " " + std::to_string(info.st_mtim.tv_sec) + "." +
         std::to_string(info.st_mtim.tv_nsec) + "\n";
}

std::string drive_of_root(const std::string &prefix) {
  for (char letter : std::string("zabdefghijklmnopqrstuvwxyc")) {
    std::string link = prefix + "/dosdevices/" + letter + ":";
    char target[8];
    if (readlink(link.c_str(), target, sizeof target) == 1 && target[0] == '/')
      return std::string(1, static_cast<char>(letter - 'a' + 'A')) + ":";
  }
  fail(kRunnerFailed, prefix +
                          ": no drive of this prefix is the host's /; remove the prefix, and the next run "
                          "prepares a new one");
}

std::vector<std::string> wine_environment(const Wine &wine) {
  std::vector<std::string> result = {"WINEPREFIX=" + wine.prefix, "WINEDEBUG=-all",
                                     "WINELOADER=" + wine.loader};
  for (char **entry = environ; *entry; ++entry)
    // Wine 10.0 crashes where TMPDIR is set: it frees the variable's value.
    if (strncmp(*entry, "WINE", 4) != 0 && strncmp(*entry, "TMPDIR=", 7) != 0) result.emplace_back(*entry);
  return result;
}

// Without this one start in about 1,700 fails (status 1, silent under WINEDEBUG=-all): wine64 lies at 0x7d000000,
// Linux puts the heap anywhere in the GB above it, and Wine needs 0x7ffe0000. Where a container forbids it, Wine
// runs as it does alone. It is inherited by all that Wine starts.
void keep_heap_at_the_program() {
  int now = personality(0xffffffff);
  if (now != -1) personality(static_cast<unsigned long>(now) | ADDR_NO_RANDOMIZE);
}

void run_prefix_script(const Wine &wine, const HostPaths &paths) {
  std::string script = paths.sdk + "/libexec/tern/prefix";
  if (access(script.c_str(), X_OK) != 0)
    fail(kRunnerFailed, wine.prefix + " is not prepared, and " + script + ", which does that, is missing");
  std::vector<std::string> environment = wine_environment(wine);
  // The script puts a new folder in the prefix's place, and another Wine's server would go on without one.
  if (!running_server(wine).empty()) run_program({wine.server, "-k"}, environment, kNoTerminal);
  environment.push_back("TERN_WINE=" + wine.loader);
  environment.push_back("TERN_CACHE=" + paths.cache);
  int status = run_program({script, wine.prefix}, environment, kQuietOutput);
  if (status != 0)
    fail(kRunnerFailed,
         "preparing the Wine prefix " + wine.prefix + " failed (status " + std::to_string(status) + ")");
}

// The first program of a server starts Wine's services, and these keep its standard streams open: a pipe from
// the first test of a run would never end. So one idle program goes first, whoever started the server.
void start_server(const Wine &wine, const std::string &mark_file, bool verbose) {
  std::vector<std::string> environment = wine_environment(wine);
  if (running_server(wine).empty()) {
    if (verbose) note("starting " + wine.server);
    int status = run_program({wine.server, "-p"}, environment, kNoTerminal);
    if (running_server(wine).empty())
      fail(kRunnerFailed, wine.server + " -p does not start for " + wine.prefix + " (status " +
                              std::to_string(status) + ")");
  }
  int status = run_program({wine.loader, "cmd.exe", "/c", "exit"}, environment, kNoTerminal);
  if (status != 0)
    fail(kRunnerFailed,
         "Wine does not start programs in " + wine.prefix + " (status " + std::to_string(status) + ")");
  if (!replace_file(mark_file, running_server(wine))) fail_errno(kRunnerFailed, mark_file);
}

} // namespace

std::string Wine::windows_path(const std::string &path) const {
  std::string result = drive + path;
  for (char &c : result)
    if (c == '/') c = '\\';
  return result;
}

Wine find_wine(const HostPaths &paths) {
  Wine wine;
  const char *prefix = getenv("TERN_WINEPREFIX");
  wine.prefix = prefix && *prefix ? absolute_path(prefix) : paths.cache + "/prefix";
  wine.loader = remembered_loader(wine.prefix);
  if (wine.loader.empty()) wine.loader = find_loader();
  wine.server = find_server(wine.loader);
  return wine;
}

void prepare_prefix(Wine &wine, const HostPaths &paths, bool verbose) {
  keep_heap_at_the_program();
  std::string stamp = stamp_of(wine), stamp_file = wine.prefix + "/.tern-run";
  std::string mark_file = wine.prefix + "/.tern-server";
  auto is_prepared = [&] { return read_file(stamp_file) == stamp; };
  auto is_served = [&] {
    std::string server = running_server(wine);
    return !server.empty() && read_file(mark_file) == server;
  };
  if (!is_prepared() || !is_served()) {
    if (!make_directories(parent_of(wine.prefix))) fail_errno(kRunnerFailed, parent_of(wine.prefix));
    std::string lock_file = wine.prefix + ".run-lock";
    int lock = open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock < 0 || flock(lock, LOCK_EX) != 0) fail_errno(kRunnerFailed, lock_file);
    if (!is_prepared()) {
      if (verbose) note("preparing " + wine.prefix);
      run_prefix_script(wine, paths);
      if (!replace_file(stamp_file, stamp)) fail_errno(kRunnerFailed, stamp_file);
    }
    if (!is_served()) start_server(wine, mark_file, verbose);
    close(lock);
  }
  struct stat info;
  if (stat(wine.prefix.c_str(), &info) == 0 && info.st_uid != geteuid())
    fail(kRunnerFailed, wine.prefix + " belongs to another user, so Wine refuses it; set TERN_WINEPREFIX");
  wine.drive = drive_of_root(wine.prefix);
}

int stop_server(const Wine &wine) {
  if (!is_directory(wine.prefix) || running_server(wine).empty()) return 0;
  int status = run_program({wine.server, "-k"}, wine_environment(wine), kNoTerminal);
  if (status != 0) note(wine.server + " -k gave status " + std::to_string(status));
  run_program({wine.server, "-w"}, wine_environment(wine), kNoTerminal);
  return status == 0 ? 0 : kRunnerFailed;
}

} // namespace tern::run
