// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/tool_folder.h"
#include "run/messages.h"
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tern::run {
namespace {

uint64_t hash(const std::string &text) {
  uint64_t value = 0xcbf29ce484222325;
  for (unsigned char c : text) value = (value ^ c) * 0x100000001b3;
  return value;
}

// The folders and when a name in one of them changed last. Read before the folders are, so that a later change is seen.
std::string state_of(const std::vector<std::string> &folders) {
  std::string text;
  for (const std::string &folder : folders) {
    struct stat info = {};
    stat(folder.c_str(), &info);
    text += folder + "\t" + std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec) + "\n";
  }
  return text;
}

std::vector<std::string> names_in(const std::string &folder) {
  std::vector<std::string> names;
  if (DIR *directory = opendir(folder.c_str())) {
    while (dirent *entry = readdir(directory))
      if (std::string name = entry->d_name; name != "." && name != "..") names.push_back(name);
    closedir(directory);
  }
  return names;
}

bool copy_file(const std::string &from, const std::string &to) {
  std::string content = read_file(from);
  int fd = open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
  if (fd < 0) return false;
  bool good = write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  return close(fd) == 0 && good;
}

// `to` becomes the same file as `from`, in one step. A hard link: a symbolic link would make a program's own folder
// another one than where its DLLs are. On another file system, a copy.
void put_file(const std::string &from, const std::string &to) {
  struct stat source, old;
  if (stat(from.c_str(), &source) != 0) return; // gone since
  if (stat(to.c_str(), &old) == 0 && old.st_ino == source.st_ino && old.st_dev == source.st_dev) return;
  std::string fresh = to + ".new";
  unlink(fresh.c_str());
  // Links of the staging tree (ln -s grep egrep) are followed.
  if (linkat(AT_FDCWD, from.c_str(), AT_FDCWD, fresh.c_str(), AT_SYMLINK_FOLLOW) != 0 && !copy_file(from, fresh))
    fail_errno(kRunnerFailed, fresh);
  if (rename(fresh.c_str(), to.c_str()) != 0) fail_errno(kRunnerFailed, to);
}

void update(const std::string &bin, const std::vector<std::string> &folders) {
  std::map<std::string, std::string> wanted; // name, the folder it comes from
  for (const std::string &folder : folders)
    for (const std::string &name : names_in(folder))
      // The runtime stays where it is: its folder is what tells one installation from another.
      if (is_file(folder + "/" + name) && strcasecmp(name.c_str(), "tern1.dll") != 0) wanted.emplace(name, folder);
  for (const std::string &name : names_in(bin))
    if (!wanted.count(name)) unlink((bin + "/" + name).c_str());
  for (const auto &[name, folder] : wanted) put_file(folder + "/" + name, bin + "/" + name);
}

} // namespace

std::vector<std::string> find_tool_folders(const std::string &list, const std::string &staging) {
  const char *variable = getenv("TERN_TOOLS");
  std::vector<std::string> chosen, folders;
  if (!list.empty() || variable)
    chosen = split(list.empty() ? variable : list, ':');
  else if (!staging.empty())
    chosen = {staging + "/usr/bin"};
  for (const std::string &folder : chosen)
    if (!folder.empty() && is_directory(folder)) folders.push_back(absolute_path(folder));
  return folders;
}

std::string make_tool_folder(const HostPaths &paths, const std::vector<std::string> &tools) {
  std::string own = paths.sysroot + "/bin";
  if (tools.empty()) return own;
  std::vector<std::string> folders = tools;
  folders.push_back(own);
  std::string key;
  for (const std::string &folder : folders) key += folder + "\n";
  char name[40];
  snprintf(name, sizeof name, "/tools-%016llx", static_cast<unsigned long long>(hash(key)));
  std::string home = paths.state + name, bin = home + "/bin", stamp = home + "/state";
  if (read_file(stamp) == state_of(folders)) return bin;

  if (!make_directories(bin)) fail_errno(kRunnerFailed, bin);
  int lock = open((home + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock < 0 || flock(lock, LOCK_EX) != 0) fail_errno(kRunnerFailed, home + "/lock");
  std::string state = state_of(folders);
  if (read_file(stamp) != state) { // nobody else has done it meanwhile
    update(bin, folders);
    if (!replace_file(stamp, state)) fail_errno(kRunnerFailed, stamp);
  }
  close(lock);
  return bin;
}

} // namespace tern::run
