// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "run/options.h"
#include "run/wine.h"
#include <string>
#include <vector>

namespace tern::run {

// The target's PATH, in the caller's order (docs/how/runner.md says what is dropped and why).
std::vector<std::string> target_path(const HostPaths &paths);

// The same as folders on the host: /bin and /usr/bin are the SDK's target tools.
std::vector<std::string> on_host(const std::vector<std::string> &target_path, const HostPaths &paths);

// The environment that Wine starts the program with. `dll_folders` follow the folders of PATH.
std::vector<std::string> target_environment(const Options &options, const HostPaths &paths, const Wine &wine,
                                            const std::vector<std::string> &path,
                                            const std::vector<std::string> &dll_folders);

} // namespace tern::run
