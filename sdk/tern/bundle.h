// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <vector>

namespace tern {

struct BundleOptions {
  std::vector<std::string> files;   // programs, and DLLs that they load at run time
  std::string out;                  // a folder, made if need be
  std::vector<std::string> folders; // where DLLs are looked for first
  std::string layout;               // "flat", "bin", or empty: "bin" where the bundle holds more than images
  bool only_dlls = false;           // nothing but images
  bool with_sh = true, with_terminfo = true, with_zoneinfo = true; // each only where used
};

// The command "tern bundle"; its exit status. Nothing is written unless every image can be.
int bundle_command(const BundleOptions &options);

} // namespace tern
