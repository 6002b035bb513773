// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>

namespace tern {

// Prints sh commands that set what configure scripts, Makefiles, CMake and Meson read:
//   eval "$(tern build-env)"
int build_env_command(const std::string &staging, const std::string &shell);

} // namespace tern
