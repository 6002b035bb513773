// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/mount_file.h"
#include "run/messages.h"
#include <cstdint>
#include <cstdio>

namespace tern::run {
namespace {

std::string escaped(const std::string &path) {
  std::string result;
  for (char c : path) {
    if (c == ' ')
      result += "\\040";
    else if (c == '\t')
      result += "\\011";
    else if (c == '\\')
      result += "\\134";
    else if (c == '#')
      result += "\\043";
    else
      result += c;
  }
  return result;
}

uint64_t hash(const std::string &text) {
  uint64_t value = 0xcbf29ce484222325;
  for (unsigned char c : text) value = (value ^ c) * 0x100000001b3;
  return value;
}

} // namespace

std::string write_mount_file(const HostPaths &paths, const Wine &wine) {
  char name[32];
  snprintf(name, sizeof name, "/%016llx",
           static_cast<unsigned long long>(hash(paths.sdk + "\n" + paths.bin + "\n" + wine.drive)));
  std::string folder = paths.state + name;
  std::string file = folder + "/fstab";
  // Daemons of the target must not see the host's sockets and pid files, and must be able to write theirs.
  std::string run_folder = folder + "/var-run";
  if (!make_directories(run_folder)) fail_errno(kRunnerFailed, run_folder);

  std::string text = "# Written by x86_64-pc-cygwin-run: the host's paths are the target's.\n";
  auto mount = [&](const std::string &host, const char *target) {
    text += escaped(wine.drive + host) + " " + target + " ntfs binary 0 0\n";
  };
  mount("/", "/");
  mount(paths.bin, "/bin");
  mount(paths.bin, "/usr/bin");
  mount(file, "/etc/fstab");
  mount(paths.sysroot + "/etc/passwd", "/etc/passwd");
  mount(paths.sysroot + "/etc/group", "/etc/group");
  mount(run_folder, "/var/run");
  text += "none /cygdrive cygdrive binary 0 0\n";
  if (!replace_file(file, text)) fail_errno(kRunnerFailed, file);
  return file;
}

} // namespace tern::run
