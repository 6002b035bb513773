// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <string_view>

namespace tern {

bool is_file(const std::string &path); // anything that exists and is no directory
bool is_directory(const std::string &path);
bool exists(const std::string &path);

// False when the file cannot be read.
bool read_file(const std::string &path, std::string &text);

// Ends the program with a message when the file cannot be written whole.
void write_file(const std::string &path, std::string_view text);

std::string base_name(const std::string &path); // after the last slash
std::string folder_of(const std::string &path); // up to the last slash, with it; empty without one
std::string stem_of(const std::string &path);   // base name without its last suffix
std::string suffix_of(const std::string &path); // ".c"; empty without one

// A file as read-only memory; data() is empty when it cannot be mapped.
class MappedFile {
 public:
  explicit MappedFile(const std::string &path);
  ~MappedFile();
  MappedFile(const MappedFile &) = delete;
  MappedFile &operator=(const MappedFile &) = delete;
  std::string_view data() const { return {static_cast<const char *>(address_), size_}; }

 private:
  void *address_ = nullptr;
  size_t size_ = 0;
};

} // namespace tern
