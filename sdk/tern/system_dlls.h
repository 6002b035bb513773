// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <set>
#include <string>

namespace tern {

std::string lower_case(std::string text);

// Names of the DLLs that every Windows has, as far as programs can link them: those that the SDK has import
// libraries for (sysroot/usr/lib), and the API sets. Such a DLL is never put into a bundle.
class SystemDlls {
 public:
  explicit SystemDlls(const std::string &sysroot);
  bool contains(const std::string &name) const; // any case

 private:
  std::set<std::string> names_; // lower case
};

} // namespace tern
