// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>

namespace tern {

// A path in this call's private folder below $TMPDIR or /tmp: FOLDER/STEM-N.SUFFIX. The folder is made at the
// first call and removed, with what it holds, when the program ends, also by SIGHUP, SIGINT or SIGTERM.
// What is linked never contains these paths: the same call makes the same bytes.
std::string temporary_file(const std::string &stem, const std::string &suffix);

// Removes the folder now: before this process is replaced or ended in a way that skips exit handlers.
void remove_temporary_files();

} // namespace tern
