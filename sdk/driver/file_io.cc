// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/file_io.h"

#include "driver/diagnostics.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tern {

bool is_file(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && !S_ISDIR(info.st_mode);
}

bool is_directory(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool exists(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0;
}

bool read_file(const std::string &path, std::string &text) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  char buffer[65536];
  ssize_t got;
  while ((got = read(fd, buffer, sizeof buffer)) > 0) text.append(buffer, static_cast<size_t>(got));
  close(fd);
  return got == 0;
}

void write_file(const std::string &path, std::string_view text) {
  std::FILE *file = std::fopen(path.c_str(), "wbe");
  bool good = file && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file && std::fclose(file) != 0) good = false;
  if (!good) fatal("cannot write '" + path + "': " + std::strerror(errno));
}

std::string base_name(const std::string &path) {
  return path.substr(path.rfind('/') + 1);
}
std::string folder_of(const std::string &path) {
  return path.substr(0, path.rfind('/') + 1);
}

std::string suffix_of(const std::string &path) {
  std::string name = base_name(path);
  size_t dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? std::string() : name.substr(dot);
}

std::string stem_of(const std::string &path) {
  std::string name = base_name(path);
  return name.substr(0, name.size() - suffix_of(name).size());
}

MappedFile::MappedFile(const std::string &path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  struct stat info;
  if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
    void *address = mmap(nullptr, static_cast<size_t>(info.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    if (address != MAP_FAILED) {
      address_ = address;
      size_ = static_cast<size_t>(info.st_size);
    }
  }
  close(fd);
}

MappedFile::~MappedFile() {
  if (address_) munmap(address_, size_);
}

} // namespace tern
