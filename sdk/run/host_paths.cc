// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/host_paths.h"
#include "run/messages.h"
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tern::run {
namespace {

std::string environment(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

std::string find_cache() {
  if (std::string cache = environment("TERN_CACHE"); !cache.empty()) return absolute_path(cache);
  if (std::string cache = environment("XDG_CACHE_HOME"); !cache.empty()) return cache + "/tern";
  std::string home = environment("HOME");
  return (home.empty() ? "/tmp" : home) + "/.cache/tern";
}

// Where the cache cannot be written, a folder of this user in /tmp; one that somebody else made there is
// refused.
std::string find_state(const std::string &cache) {
  std::string state = cache + "/run";
  if (make_directories(state) && access(state.c_str(), W_OK) == 0) return state;
  state = "/tmp/tern-" + std::to_string(getuid());
  struct stat info;
  if (make_directories(state, 0700) && lstat(state.c_str(), &info) == 0 && S_ISDIR(info.st_mode) &&
      info.st_uid == getuid() && access(state.c_str(), W_OK) == 0)
    return state;
  fail(kRunnerFailed, "neither " + cache + " nor " + state + " can be written to; set TERN_CACHE");
}

} // namespace

HostPaths find_host_paths() {
  HostPaths paths;
  char self[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self);
  if (length <= 0) fail_errno(kRunnerFailed, "/proc/self/exe (is /proc mounted?)");
  paths.sdk = parent_of(parent_of(std::string(self, length)));
  paths.sysroot = paths.sdk + "/sysroot";
  paths.bin = paths.sysroot + "/bin";
  if (std::string staging = environment("TERN_STAGING"); !staging.empty())
    paths.staging = absolute_path(staging);
  paths.cache = find_cache();
  return paths;
}

void make_state_folder(HostPaths &paths) {
  paths.state = find_state(paths.cache);
}

bool is_file(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

bool is_directory(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool make_directories(const std::string &path, unsigned mode) {
  if (is_directory(path) || mkdir(path.c_str(), mode) == 0 || errno == EEXIST) return true;
  if (errno != ENOENT) return false;
  std::string parent = parent_of(path);
  return parent != path && make_directories(parent) && (mkdir(path.c_str(), mode) == 0 || errno == EEXIST);
}

std::string absolute_path(const std::string &path) {
  if (!path.empty() && path[0] == '/') return path;
  char cwd[PATH_MAX];
  if (!getcwd(cwd, sizeof cwd)) fail_errno(kRunnerFailed, "current directory");
  std::string_view rest = path;
  while (rest.substr(0, 2) == "./") rest.remove_prefix(2);
  std::string result = cwd;
  if (result != "/") result += '/';
  return result.append(rest);
}

std::string parent_of(const std::string &path) {
  size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string read_file(const std::string &path) {
  std::string content;
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return content;
  char buffer[4096];
  for (ssize_t n; (n = read(fd, buffer, sizeof buffer)) > 0;) content.append(buffer, n);
  close(fd);
  return content;
}

bool replace_file(const std::string &path, const std::string &content) {
  if (is_file(path) && read_file(path) == content) return true;
  std::string fresh = path + "." + std::to_string(getpid());
  int fd = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return false;
  bool good = write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  good = close(fd) == 0 && good && rename(fresh.c_str(), path.c_str()) == 0;
  if (!good) {
    int error = errno;
    unlink(fresh.c_str());
    errno = error;
  }
  return good;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (size_t begin = 0; begin <= text.size();) {
    size_t end = text.find(separator, begin);
    if (end == std::string_view::npos) end = text.size();
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

} // namespace tern::run
