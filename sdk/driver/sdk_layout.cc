// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/sdk_layout.h"

#include "driver/diagnostics.h"

#include <climits>
#include <cstdlib>
#include <unistd.h>

namespace tern {

SdkLayout find_sdk() {
  // Not argv[0]: ccache, symbolic links and PATH all change it.
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  if (length <= 0) fatal("cannot read /proc/self/exe: the SDK cannot be found");
  std::string program(path, static_cast<size_t>(length));
  // bin/x86_64-pc-cygwin-clang or libexec/tern/binutils
  std::string folder = program.substr(0, program.rfind('/'));
  if (folder.ends_with("/libexec/tern")) folder.erase(folder.rfind('/'));
  SdkLayout sdk;
  sdk.root = folder.substr(0, folder.rfind('/'));
  sdk.bin = sdk.root + "/bin";
  sdk.plugin = sdk.root + "/lib/tern/clang-cygwin.so";
  sdk.sysroot = sdk.root + "/sysroot";
  return sdk;
}

std::vector<std::string> staging_prefixes() {
  const char *root = std::getenv("TERN_STAGING");
  if (!root || !*root) return {};
  return {std::string(root) + "/usr/local", std::string(root) + "/usr"};
}

} // namespace tern
