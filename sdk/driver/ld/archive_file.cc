// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/archive_file.h"

#include "driver/file_io.h"

#include <cstdio>
#include <cstdlib>

namespace tern {
namespace {

constexpr std::string_view kMagic = "!<arch>\n";
constexpr std::string_view kThinMagic = "!<thin>\n";
constexpr size_t kHeaderSize = 60;

// A name in a thin archive: /OFFSET into the table of long names, where it ends with "/\n".
std::string thin_member_path(const std::string &archive, std::string_view long_names,
                             std::string_view field) {
  std::string name;
  if (field.size() > 1 && field[0] == '/') {
    size_t at = std::strtoul(std::string(field.substr(1)).c_str(), nullptr, 10);
    if (at >= long_names.size()) return {};
    name = long_names.substr(at, long_names.find("/\n", at) - at);
  } else {
    name = field.substr(0, field.find('/'));
  }
  return name.starts_with("/") ? name : folder_of(archive) + name;
}

} // namespace

bool is_archive(std::string_view file) {
  return file.starts_with(kMagic) || file.starts_with(kThinMagic);
}

void for_each_member(const std::string &path, std::string_view archive,
                     const std::function<void(std::string_view member)> &visit) {
  bool thin = archive.starts_with(kThinMagic);
  std::string_view long_names;
  for (size_t at = kMagic.size(); at + kHeaderSize <= archive.size();) {
    std::string_view name = archive.substr(at, 16);
    name = name.substr(0, name.find_last_not_of(' ') + 1);
    size_t size = std::strtoul(std::string(archive.substr(at + 48, 10)).c_str(), nullptr, 10);
    if (archive.substr(at + 58, 2) != "`\n") return;
    at += kHeaderSize;
    bool table = name == "/" || name == "//" || name == "/SYM64/" || name == "/<ECSYMBOLS>/";
    if (table || !thin) {
      if (size > archive.size() - at) return;
      if (name == "//") long_names = archive.substr(at, size);
      if (!table) visit(archive.substr(at, size));
      at += size + size % 2;
    } else {
      MappedFile member(thin_member_path(path, long_names, name));
      visit(member.data());
    }
  }
}

void ArchiveWriter::add(std::string_view member) {
  char header[kHeaderSize + 1];
  std::string name = std::to_string(count_++) + ".o/";
  std::snprintf(header, sizeof header, "%-16s%-12d%-6d%-6d%-8s%-10zu`\n", name.c_str(), 0, 0, 0, "644",
                member.size());
  text_ += header;
  text_ += member;
  if (member.size() % 2) text_ += '\n';
}

} // namespace tern
