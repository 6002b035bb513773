// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tern {

struct ImportedDll {
  std::string name;                 // in the image's own spelling
  std::vector<std::string> symbols; // imports by number are left out
};

// A PE image for x86-64, held in memory. Whatever the file holds, reading it ends in a result or an error
// message, never in a crash: every offset is checked against the file.
class PeImage {
 public:
  // On failure null, with a message that begins with the path in `error`.
  static std::unique_ptr<PeImage> open(const std::string &path, std::string &error);

  const std::string &path() const { return path_; }
  bool is_dll() const { return is_dll_; }
  uint64_t base() const { return base_; }
  uint64_t size() const { return size_; } // in memory
  bool can_move() const { return can_move_; }
  bool is_signed() const { return is_signed_; }
  const std::vector<ImportedDll> &imports() const { return imports_; }

  // Makes `base` (a multiple of 64 KB) the preferred address: applies the relocations. False with a message,
  // and the image unchanged, where there are none or they are damaged.
  bool rebase(uint64_t base, std::string &error);

  // Writes the image to a file, whole or not at all, with the mode of the original.
  bool write(const std::string &path, std::string &error) const;

 private:
  struct Section {
    uint64_t address, raw, size; // size: bytes that are both in the file and in memory
  };
  template <class T> const T *header(uint64_t offset, std::string &error) const;
  bool read_headers(std::string &error);
  bool read_sections(uint64_t offset, unsigned count, std::string &error);
  bool read_imports(std::string &error);
  bool read_symbols(uint64_t rva, std::vector<std::string> &symbols) const;
  char *at(uint64_t rva, uint64_t size) const; // null where that is not in the file
  bool read_string(uint64_t rva, std::string &text) const;
  bool collect_relocations(std::vector<uint64_t> &places, std::string &error) const;

  std::string path_;
  mutable std::vector<char> data_;
  std::vector<Section> sections_;
  std::vector<ImportedDll> imports_;
  uint64_t base_ = 0, size_ = 0, base_offset_ = 0, checksum_offset_ = 0;
  uint32_t import_rva_ = 0, relocation_rva_ = 0, relocation_size_ = 0;
  unsigned mode_ = 0644;
  bool is_dll_ = false, can_move_ = false, is_signed_ = false;
};

} // namespace tern
