// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tern/dll_closure.h"
#include "tern/system_dlls.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

namespace tern {
namespace {

namespace fs = std::filesystem;

std::string find_in(const fs::path &folder, const std::string &name) {
  std::error_code error;
  if (fs::is_regular_file(folder / name, error)) return folder / name;
  std::string lower = lower_case(name);
  for (const auto &entry : fs::directory_iterator(folder.empty() ? "." : folder, error))
    if (lower_case(entry.path().filename()) == lower) return entry.path();
  return "";
}

} // namespace

std::vector<std::string> default_dll_folders(const std::string &sysroot) {
  std::vector<std::string> folders;
  if (const char *staging = getenv("TERN_STAGING"); staging && *staging)
    folders = {std::string(staging) + "/usr/bin", std::string(staging) + "/usr/local/bin"};
  folders.push_back(sysroot + "/bin");
  return folders;
}

bool find_closure(const std::vector<std::string> &files, const std::vector<std::string> &folders,
                  const std::string &sysroot, DllClosure &closure, std::string &error) {
  SystemDlls system(sysroot);
  std::set<std::string> seen, used_system;
  auto add = [&](const std::string &path) {
    auto image = PeImage::open(path, error);
    if (!image) return false;
    closure.images.push_back(std::move(image));
    return true;
  };
  for (const std::string &file : files) {
    seen.insert(lower_case(fs::path(file).filename()));
    if (!add(file)) return false;
  }
  for (size_t i = 0; i < closure.images.size(); ++i) {
    std::string path = closure.images[i]->path();
    std::vector<ImportedDll> imports = closure.images[i]->imports();
    for (const ImportedDll &dll : imports) {
      if (!seen.insert(lower_case(dll.name)).second) continue;
      // A DLL that lies beside the program wins over Windows' own, as it does for the loader.
      std::string found = find_in(fs::path(path).parent_path(), dll.name);
      for (const std::string &folder : folders)
        if (found.empty()) found = find_in(folder, dll.name);
      if (!found.empty()) {
        if (!add(found)) return false;
      } else if (system.contains(dll.name)) {
        used_system.insert(lower_case(dll.name));
      } else {
        closure.unresolved.push_back({dll.name, path});
      }
    }
  }
  closure.system.assign(used_system.begin(), used_system.end());
  return true;
}

} // namespace tern
