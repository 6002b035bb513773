// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <vector>

namespace tern {

// Where the SDK is: found from the running program, so that the folder can be moved.
struct SdkLayout {
  std::string root;    // holds bin, lib, sysroot, ...
  std::string bin;     // root/bin
  std::string plugin;  // root/lib/tern/clang-cygwin.so
  std::string sysroot; // root/sysroot, the default of --sysroot
};

// Ends the program when /proc is not mounted.
SdkLayout find_sdk();

// TERN_STAGING's usr/local and usr where it is set: the prefixes of a tree that packages were installed into with
// DESTDIR. Headers and libraries are looked for there too.
std::vector<std::string> staging_prefixes();

} // namespace tern
