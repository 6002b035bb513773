// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/dll_search.h"
#include "run/pe_imports.h"
#include <algorithm>
#include <cctype>
#include <dirent.h>
#include <map>
#include <optional>
#include <set>
#include <strings.h>

namespace tern::run {
namespace {

std::string lower(std::string text) {
  for (char &c : text) c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
  return text;
}

// The path of the file with that name in a folder, whatever the case of its letters: NT ignores it, Linux
// does not.
std::string find_in(const std::string &folder, const std::string &name) {
  std::string exact = folder + "/" + name;
  if (is_file(exact)) return exact;
  std::string found;
  if (DIR *directory = opendir(folder.c_str())) {
    while (dirent *entry = readdir(directory))
      if (strcasecmp(entry->d_name, name.c_str()) == 0) found = folder + "/" + entry->d_name;
    closedir(directory);
  }
  return found;
}

// The innermost folder around the program that a build system marks as its own.
std::string find_build_tree(std::string folder) {
  for (; folder != "/" && folder != "."; folder = parent_of(folder))
    for (const char *mark : {"/CMakeCache.txt", "/build.ninja", "/config.status", "/meson-private"})
      if (is_file(folder + mark) || is_directory(folder + mark)) return folder;
  return "";
}

// All DLLs of a build tree by name. Bounded, because a build tree may hold a mounted world.
void collect_dlls(const std::string &folder, int depth, int &budget,
                  std::map<std::string, std::string> &dlls) {
  if (depth > 8 || --budget < 0) return;
  DIR *directory = opendir(folder.c_str());
  if (!directory) return;
  while (dirent *entry = readdir(directory)) {
    std::string name = entry->d_name;
    if (name == "." || name == ".." || name == ".git" || name == "CMakeFiles") continue;
    if (entry->d_type == DT_DIR)
      collect_dlls(folder + "/" + name, depth + 1, budget, dlls);
    else if (name.size() > 4 && strcasecmp(name.c_str() + name.size() - 4, ".dll") == 0)
      dlls.emplace(lower(name), folder);
  }
  closedir(directory);
}

} // namespace

std::vector<std::string> find_dll_folders(const std::string &program, const std::vector<std::string> &known,
                                          const Wine &wine, std::vector<std::string> &missing) {
  std::string system = wine.prefix + "/drive_c/windows/system32";
  std::vector<std::string> folders = {parent_of(program)};
  folders.insert(folders.end(), known.begin(), known.end());
  std::vector<std::string> found;
  std::optional<std::map<std::string, std::string>> tree; // read at the first miss only
  std::set<std::string> seen;
  std::vector<std::string> images = {program};
  for (size_t i = 0; i < images.size(); ++i) {
    auto imports = read_pe_imports(images[i]);
    for (const std::string &name : imports ? *imports : std::vector<std::string>()) {
      if (!seen.insert(lower(name)).second || is_file(system + "/" + lower(name))) continue;
      std::string path;
      for (const std::string &folder : folders)
        if (path = find_in(folder, name); !path.empty()) break;
      if (path.empty()) {
        if (!tree) {
          tree.emplace();
          int budget = 4000;
          if (std::string root = find_build_tree(parent_of(program)); !root.empty())
            collect_dlls(root, 0, budget, *tree);
        }
        if (auto entry = tree->find(lower(name)); entry != tree->end()) {
          folders.push_back(entry->second);
          found.push_back(entry->second);
          path = find_in(entry->second, name);
        }
      }
      if (path.empty())
        missing.push_back(name);
      else
        images.push_back(path);
    }
  }
  return found;
}

} // namespace tern::run
