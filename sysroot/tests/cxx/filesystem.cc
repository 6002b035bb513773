// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <unistd.h>

#include "check.h"

namespace fs = std::filesystem;

int main() {
  fs::path root = fs::current_path() / ("filesystem-test-" + std::to_string(getpid()));
  CHECK(fs::create_directories(root / "a" / "b"));
  std::ofstream(root / "a" / "file") << "12345";
  CHECK(fs::file_size(root / "a" / "file") == 5);
  CHECK(fs::is_directory(root / "a" / "b") && fs::exists(root / "a"));
  fs::copy_file(root / "a" / "file", root / "copy");
  CHECK(fs::file_size(root / "copy") == 5);
  fs::rename(root / "copy", root / "moved");
  CHECK(!fs::exists(root / "copy"));
  fs::resize_file(root / "moved", 3);
  CHECK(fs::file_size(root / "moved") == 3);

  std::set<std::string> names;
  for (const auto &entry : fs::recursive_directory_iterator(root))
    names.insert(entry.path().filename().string());
  CHECK(names == (std::set<std::string>{"a", "b", "file", "moved"}));

  bool caught = false;
  try {
    fs::file_size(root / "none");
  } catch (const fs::filesystem_error &error) {
    caught = error.code() == std::errc::no_such_file_or_directory;
  }
  CHECK(caught);
  CHECK(fs::path("/usr/lib/../bin/x.tar.gz").lexically_normal() == "/usr/bin/x.tar.gz");
  CHECK(fs::canonical(root / "a" / ".." / "moved") == fs::canonical(root) / "moved");
  CHECK(fs::last_write_time(root / "moved") > fs::file_time_type::clock::now() - std::chrono::hours(1));
  CHECK(fs::remove_all(root) == 5);
  CHECK(!fs::exists(root));
  return check_result();
}
