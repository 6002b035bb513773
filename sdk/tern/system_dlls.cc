// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tern/system_dlls.h"
#include <cctype>
#include <filesystem>

namespace tern {

std::string lower_case(std::string text) {
  for (char &c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

SystemDlls::SystemDlls(const std::string &sysroot) {
  // What the runtime itself needs is known even in an incomplete SDK.
  names_ = {"ntdll.dll", "kernel32.dll", "kernelbase.dll", "msvcrt.dll", "ucrtbase.dll"};
  for (const char *folder : {"/usr/lib", "/usr/lib/w32api"}) {
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(sysroot + folder, error)) {
      std::string name = entry.path().filename();
      if (name.size() < 6 || name.compare(0, 3, "lib") != 0 || name.substr(name.size() - 2) != ".a") continue;
      name = lower_case(name.substr(3, name.size() - 5));
      if (name.size() > 4 && name.substr(name.size() - 4) == ".dll")
        continue; // a library of ours, not Windows'
      for (const char *suffix : {".dll", ".drv", ".cpl", ".ocx"}) names_.insert(name + suffix);
    }
  }
}

bool SystemDlls::contains(const std::string &name) const {
  std::string lower = lower_case(name);
  return lower.compare(0, 7, "api-ms-") == 0 || lower.compare(0, 7, "ext-ms-") == 0 || names_.count(lower);
}

} // namespace tern
