// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "run/wine.h"
#include <string>
#include <vector>

namespace tern::run {

// Folders, beyond the program's own and `known`, that hold DLLs the program needs: found by its imports, in
// the build tree the program lies in. An uninstalled program so finds the DLLs built beside it, as with an
// rpath. `missing` gets the names that are nowhere.
std::vector<std::string> find_dll_folders(const std::string &program, const std::vector<std::string> &known,
                                          const Wine &wine, std::vector<std::string> &missing);

} // namespace tern::run
