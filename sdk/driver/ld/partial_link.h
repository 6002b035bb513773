// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <vector>

namespace tern {

// ld -r: joins objects into one. lld cannot do that for PE, GNU ld for PE (Debian's
// binutils-mingw-w64-x86-64) can; without it the program ends with the package's name. Returns the exit
// status.
// `args` holds inputs and -b FORMAT.
int partial_link(const std::string &output, const std::vector<std::string> &args, bool verbose);

} // namespace tern
