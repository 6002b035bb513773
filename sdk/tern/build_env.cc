// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tern/build_env.h"
#include "run/host_paths.h"
#include "run/ssh.h"
#include <cstdio>
#include <cstdlib>

namespace tern {

int build_env_command(const std::string &staging, const std::string &shell) {
  run::HostPaths paths = run::find_host_paths();
  bool fish = shell == "fish";
  auto set = [&](const std::string &name, const std::string &value) {
    std::string quoted = run::quote_for_posix_shell(value);
    if (fish)
      printf("set -gx %s %s\n", name.c_str(), quoted.c_str());
    else
      printf("export %s=%s\n", name.c_str(), quoted.c_str());
  };
  if (fish)
    printf("set -gx PATH %s $PATH\n", run::quote_for_posix_shell(paths.sdk + "/bin").c_str());
  else
    printf("PATH=%s:$PATH\nexport PATH\n", run::quote_for_posix_shell(paths.sdk + "/bin").c_str());
  const char *tools[][2] = {{"CC", "clang"},
                            {"CXX", "clang++"},
                            {"AR", "ar"},
                            {"RANLIB", "ranlib"},
                            {"NM", "nm"},
                            {"LD", "ld"},
                            {"STRIP", "strip"},
                            {"OBJCOPY", "objcopy"},
                            {"OBJDUMP", "objdump"},
                            {"DLLTOOL", "dlltool"},
                            {"WINDRES", "windres"},
                            {"RC", "windres"},
                            {"PKG_CONFIG", "pkg-config"}};
  for (const auto &[variable, tool] : tools) set(variable, std::string("x86_64-pc-cygwin-") + tool);
  // Programs that a build runs on the way; without these a build may take CC for them too.
  set("CC_FOR_BUILD", "cc");
  set("CXX_FOR_BUILD", "c++");
  set("CHOST", "x86_64-pc-cygwin");
  set("CONFIG_SITE", paths.sdk + "/share/config.site");
  set("CMAKE_TOOLCHAIN_FILE", paths.sdk + "/share/cmake/tern-toolchain.cmake");
  set("TERN_MESON_CROSS_FILE", paths.sdk + "/share/meson/x86_64-pc-cygwin.ini");
  set("TERN_EXE_LAUNCHER", "1");
  if (!staging.empty()) set("TERN_STAGING", run::absolute_path(staging));
  return 0;
}

} // namespace tern
