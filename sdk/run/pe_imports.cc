// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/pe_imports.h"
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tern::run {
namespace {

// A read-only view of a file; every access is checked against its size.
class Image {
 public:
  explicit Image(const std::string &path) {
    int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    struct stat info;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
      void *view = mmap(nullptr, info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
      if (view != MAP_FAILED) {
        data_ = static_cast<const char *>(view);
        size_ = info.st_size;
      }
    }
    close(fd);
  }
  ~Image() {
    if (data_) munmap(const_cast<char *>(data_), size_);
  }
  Image(const Image &) = delete;
  Image &operator=(const Image &) = delete;

  template <class T> std::optional<T> get(uint64_t offset) const {
    if (offset > size_ || size_ - offset < sizeof(T)) return std::nullopt;
    T value;
    memcpy(&value, data_ + offset, sizeof value);
    return value;
  }
  std::optional<std::string> text(uint64_t offset) const {
    if (offset >= size_) return std::nullopt;
    const void *end = memchr(data_ + offset, 0, size_ - offset);
    if (!end) return std::nullopt;
    return std::string(data_ + offset, static_cast<const char *>(end));
  }

 private:
  const char *data_ = nullptr;
  uint64_t size_ = 0;
};

struct Header {
  uint64_t sections, imports; // file offset, RVA
  uint16_t section_count;
};

std::optional<Header> read_header(const Image &image) {
  constexpr uint16_t kMz = 0x5a4d, kAmd64 = 0x8664, kPe32Plus = 0x20b;
  constexpr uint32_t kPeSignature = 0x4550;
  auto pe = image.get<uint32_t>(0x3c);
  if (image.get<uint16_t>(0) != kMz || !pe || image.get<uint32_t>(*pe) != kPeSignature ||
      image.get<uint16_t>(*pe + 4) != kAmd64 || image.get<uint16_t>(*pe + 24) != kPe32Plus)
    return std::nullopt;
  auto section_count = image.get<uint16_t>(*pe + 6);
  auto optional_size = image.get<uint16_t>(*pe + 20);
  auto directory_count = image.get<uint32_t>(*pe + 24 + 108);
  auto imports = image.get<uint32_t>(*pe + 24 + 112 + 8);
  if (!section_count || !optional_size || !directory_count || !imports) return std::nullopt;
  return Header{uint64_t{*pe} + 24 + *optional_size, *directory_count > 1 ? *imports : 0u, *section_count};
}

std::optional<uint64_t> file_offset(const Image &image, const Header &header, uint64_t rva) {
  for (unsigned i = 0; i < header.section_count; ++i) {
    uint64_t section = header.sections + 40 * i;
    auto address = image.get<uint32_t>(section + 12);
    auto raw_size = image.get<uint32_t>(section + 16);
    auto raw = image.get<uint32_t>(section + 20);
    if (!address || !raw_size || !raw) return std::nullopt;
    if (rva >= *address && rva - *address < *raw_size) return *raw + (rva - *address);
  }
  return std::nullopt;
}

// Wine starts a file that was cut off (a copy that was broken off, a full disk) and lets it crash.
bool sections_are_complete(const Image &image, const Header &header) {
  for (unsigned i = 0; i < header.section_count; ++i) {
    auto raw_size = image.get<uint32_t>(header.sections + 40 * i + 16);
    auto raw = image.get<uint32_t>(header.sections + 40 * i + 20);
    if (!raw_size || !raw) return false;
    if (*raw_size && !image.get<char>(uint64_t{*raw} + *raw_size - 1)) return false;
  }
  return true;
}

} // namespace

FileKind kind_of_file(const std::string &path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT || errno == ENOTDIR ? FileKind::kMissing : FileKind::kUnreadable;
  char head[4] = {};
  ssize_t length = pread(fd, head, sizeof head, 0);
  close(fd);
  if (length < 0) return FileKind::kUnreadable;
  if (memcmp(head, "#!", 2) == 0) return FileKind::kScript;
  if (memcmp(head, "\177ELF", 4) == 0) return FileKind::kElf;
  if (memcmp(head, "MZ", 2) == 0) {
    Image image(path);
    auto header = read_header(image);
    if (header && sections_are_complete(image, *header)) return FileKind::kPe;
  }
  return FileKind::kOther;
}

std::optional<std::vector<std::string>> read_pe_imports(const std::string &path) {
  Image image(path);
  auto header = read_header(image);
  if (!header) return std::nullopt;
  std::vector<std::string> names;
  if (!header->imports) return names;
  auto table = file_offset(image, *header, header->imports);
  if (!table) return std::nullopt;
  for (uint64_t entry = *table;; entry += 20) {
    auto name_rva = image.get<uint32_t>(entry + 12);
    if (!name_rva) return std::nullopt;
    if (!*name_rva) return names;
    auto name_offset = file_offset(image, *header, *name_rva);
    auto name = name_offset ? image.text(*name_offset) : std::nullopt;
    if (!name) return std::nullopt;
    names.push_back(*name);
  }
}

} // namespace tern::run
