// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "run/host_paths.h"
#include <string>
#include <vector>

namespace tern::run {

// Folders of target programs that lie over the SDK's in the target's /bin and /usr/bin, absolute, the first of a name
// wins: those of `list` (--tools), else of TERN_TOOLS, else $TERN_STAGING/usr/bin. Folders that do not exist are left out.
std::vector<std::string> find_tool_folders(const std::string &list, const std::string &staging);

// The folder that is the target's /bin: the SDK's own, or one in paths.state with links to the programs of `tools` and
// of the SDK, brought up to date when one of these folders has changed. Ends the program where it cannot be made.
std::string make_tool_folder(const HostPaths &paths, const std::vector<std::string> &tools);

} // namespace tern::run
