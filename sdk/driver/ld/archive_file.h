// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace tern {

bool is_archive(std::string_view file);

// Calls `visit` with the bytes of each member but the tables; members of a thin archive are read from their
// files. Stops at a damaged header.
void for_each_member(const std::string &path, std::string_view archive,
                     const std::function<void(std::string_view member)> &visit);

// Makes an archive without symbol table, for the linker to take whole.
class ArchiveWriter {
 public:
  void add(std::string_view member);
  bool empty() const { return count_ == 0; }
  const std::string &text() const { return text_; }

 private:
  std::string text_ = "!<arch>\n";
  int count_ = 0;
};

} // namespace tern
