// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "run/wine.h"
#include <string>

namespace tern::run {

// Writes the mount table that makes host paths target paths, and returns its path on the host. One file for
// each SDK and prefix, in paths.state; written only when it changes.
std::string write_mount_file(const HostPaths &paths, const Wine &wine);

} // namespace tern::run
