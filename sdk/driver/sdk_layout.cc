// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/sdk_layout.h"

#include "driver/diagnostics.h"

#include <climits>
#include <sys/stat.h>
#include <unistd.h>

namespace tern {

SdkLayout find_sdk() {
  // Not argv[0]: ccache, symbolic links and PATH all change it.
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  if (length <= 0) fatal("cannot read /proc/self/exe: the SDK cannot be found");
  std::string program(path, static_cast<size_t>(length));
  SdkLayout sdk;
  sdk.bin = program.substr(0, program.rfind('/'));
  sdk.root = sdk.bin.substr(0, sdk.bin.rfind('/'));
  sdk.plugin = sdk.root + "/lib/tern/clang-cygwin.so";
  sdk.sysroot = sdk.root + "/sysroot";
  return sdk;
}

bool is_file(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && !S_ISDIR(info.st_mode);
}

bool is_directory(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

} // namespace tern
