// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <vector>

namespace tern {

// Finds what -lNAME means, as GNU ld for Cygwin does: in each folder libNAME.dll.a, NAME.dll.a, libNAME.a,
// NAME.lib, libNAME.lib, cygNAME.dll, libNAME.dll, NAME.dll; with `static_only` libNAME.a alone. ":FILE" is a
// file name as it is. Files of another system (a -L that leads to the host's libraries) are passed over.
// An empty string when there is none.
std::string find_library(const std::string &name, const std::vector<std::string> &folders, bool static_only);

// GCC's own libraries under their names here: -lstdc++ is libc++, -lgcc_eh is libunwind. Empty for other
// names.
std::vector<std::string> library_aliases(const std::string &name);

} // namespace tern
